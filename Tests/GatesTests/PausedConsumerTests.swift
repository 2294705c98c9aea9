import Foundation
import Testing

/// The built `thrice gate` before a consumer that does not read; its output takes one page.
@Suite(.timeLimit(.minutes(1))) struct PausedConsumerTests {
    /// Five pieces.
    private let long = String(repeating: "RELEASE ", count: 2_500)
    /// With its line feed it fills the output.
    private let apply = String(repeating: "APPLY", count: 819)

    private func input(_ records: [UInt8]...) -> [UInt8] {
        records.flatMap { $0 + [UInt8(ascii: "\n")] }
    }

    @Test func `a long answer waits for its consumer and comes whole`() throws {
        let gate = try GateProcess(
            cycle: "200ms", output: .narrow(),
            records: input(freshRecord(1, answer: long), freshRecord(2, kind: .end)))
        gate.awaitOutput()
        #expect(!gate.ends(withinMilliseconds: 600), "three cycles")
        #expect(try gate.rest() == [long, "APPLY"])
        #expect(gate.unfinished == "")
        #expect(gate.status() == 1, "the end was heard too late")
        let faults = try #require(gate.summary()["faults"] as? [String: Int])
        #expect(faults.filter { $0.value > 0 } == ["silence": 1])
    }

    @Test func `a quiet gate waits for its consumer and ends in order`() throws {
        let gate = try GateProcess(
            ["--restrictive", apply], cycle: "100ms", output: .narrow())
        gate.awaitOutput()
        #expect(!gate.ends(withinMilliseconds: 1_000), "ten cycles")
        try gate.sendLine(freshRecord(1, kind: .end))
        let answers = try gate.rest()
        #expect(answers.count >= 3 && answers.allSatisfy { $0 == apply })
        #expect(gate.status() == 0)
        #expect(try gate.summary()["quiet"] as? Int == answers.count - 1)
    }

    @Test func `an end of input waits for its consumer`() throws {
        let gate = try GateProcess(
            ["--restrictive", apply], cycle: "100ms", output: .narrow(),
            records: input(freshRecord(2)))
        try gate.closeInput()
        gate.awaitOutput()
        #expect(!gate.ends(withinMilliseconds: 1_000), "ten cycles")
        let answers = try gate.rest()
        #expect(answers.count >= 2 && answers.allSatisfy { $0 == apply })
        #expect(gate.status() == 1)
    }

    @Test func `a signal ends a gate that waits for its consumer`() throws {
        for (signal, status) in [(SIGTERM, Int32(143)), (SIGINT, 130)] {
            let gate = try GateProcess(
                ["--restrictive", apply], cycle: "100ms", output: .narrow())
            gate.awaitOutput()
            kill(gate.identifier, signal)
            #expect(gate.status() == status)
            #expect(try gate.rest() == [apply], "there was no room for the last one")
            #expect(gate.unfinished == "")
        }
    }

    /// Room comes before the gate sees the signal.
    @Test(arguments: [true, false])
    func `nothing follows a line that a signal tore`(isBlocking: Bool) throws {
        let gate = try GateProcess(
            cycle: "300ms", output: .narrow(isBlocking: isBlocking),
            records: input(freshRecord(1, answer: long)))
        gate.awaitOutput()
        kill(gate.identifier, SIGSTOP)
        kill(gate.identifier, SIGTERM)
        gate.takePiece()
        kill(gate.identifier, SIGCONT)
        #expect(gate.status() == 74)
        #expect(try gate.rest() == [])
        #expect(gate.unfinished.count >= 4096 && long.hasPrefix(gate.unfinished))
        let faults = try #require(gate.summary()["faults"] as? [String: Int])
        #expect(faults["cut"] == 1)
        #expect(
            try gate.errors().hasSuffix(
                "\nthrice: cannot write answers to standard output: "
                    + "a signal came within a line\n"))
    }
}

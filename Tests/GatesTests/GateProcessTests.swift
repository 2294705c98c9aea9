import Foundation
import Testing
import Voting

/// The built `thrice gate`; the test is the producer, and kills, stops, cuts, repeats and corrupts.
@Suite(.timeLimit(.minutes(1))) struct GateProcessTests {
    @Test func `an orderly stream passes, ends restrictively and exits 0`() throws {
        let gate = try GateProcess()
        for number in 1...3 {
            try gate.sendLine(freshRecord(UInt64(number), answer: "RELEASE \(number)"))
            #expect(try gate.answer() == "RELEASE \(number)", "answered while the input is open")
        }
        try gate.sendLine(freshRecord(4, kind: .end))
        #expect(try gate.rest() == ["APPLY"])
        #expect(gate.status() == 0)
        let summary = try gate.summary()
        #expect(summary["schemaVersion"] as? Int == 1)
        #expect(summary["passed"] as? Int == 3)
        #expect(summary["endedInOrder"] as? Bool == true)
        #expect(try gate.errors().hasPrefix("gate: 4 records: 3 passed, 0 restrictive, 0 held;"))
    }

    @Test func `a cut stream ends restrictively and exits 1`() throws {
        let gate = try GateProcess()
        try gate.sendLine(freshRecord(1))
        try gate.send(Array(freshRecord(2)))  // unterminated: does not count
        try gate.closeInput()
        #expect(try gate.rest() == ["RELEASE", "APPLY"])
        #expect(gate.status() == 1)
    }

    @Test func `a restrictive verdict passes as the gate's answer and exits 1`() throws {
        let gate = try GateProcess()
        try gate.sendLine(freshRecord(1, kind: .restrictive, answer: "RELEASE"))
        try gate.sendLine(freshRecord(2))
        try gate.sendLine(freshRecord(3, kind: .end))
        #expect(try gate.rest() == ["APPLY", "RELEASE", "APPLY"])
        #expect(gate.status() == 1)
        #expect(try gate.errors().contains("restrictive answer is not this gate's"))
    }

    @Test func `a gap, a repeat, corruption and bytes of any kind latch for ever`() throws {
        var flipped = freshRecord(2)
        flipped[40] ^= 1
        let faults: [[UInt8]] = [
            freshRecord(3), freshRecord(1), flipped, [], [0, 0, 255], Array("RELEASE".utf8),
            Array(freshRecord(2).dropLast()), [UInt8](repeating: UInt8(ascii: "x"), count: 300_000),
            recordLine(2, expires: monotonicNanoseconds()),
        ]
        for (index, fault) in faults.enumerated() {
            let gate = try GateProcess()
            try gate.sendLine(freshRecord(1))
            try gate.sendLine(fault)
            for number in 2...6 { try gate.sendLine(freshRecord(UInt64(number))) }
            try gate.sendLine(freshRecord(7, kind: .end))
            #expect(
                try gate.rest() == ["RELEASE"] + [String](repeating: "APPLY", count: 7),
                "fault \(index)")
            #expect(gate.status() == 1)
        }
    }

    @Test func `an endless line is answered before it ends`() throws {
        let gate = try GateProcess(["--answer-bytes-max", "100"])
        try gate.sendLine(freshRecord(1))
        #expect(try gate.answer() == "RELEASE")
        try gate.send([UInt8](repeating: 0, count: 1000))
        #expect(try gate.answer() == "APPLY")
    }

    @Test func `a producer that falls silent is answered once a cycle and stays latched`() throws {
        let gate = try GateProcess(cycle: "40ms")
        try gate.sendLine(freshRecord(1))
        var answers: [String?] = []
        repeat { answers.append(try gate.answer()) } while answers.last == "APPLY"
        #expect(answers.last == "RELEASE", "waiting for the first record does not latch")
        for _ in 0..<3 { #expect(try gate.answer() == "APPLY") }
        try gate.sendLine(freshRecord(2))
        try gate.closeInput()
        #expect(try !gate.rest().contains("RELEASE"))
        let faults = try #require(try gate.summary()["faults"] as? [String: Int])
        #expect(gate.status() == 1 && faults["silence"] == 1)
    }

    @Test func `a stopped gate passes nothing that grew old meanwhile`() throws {
        let gate = try GateProcess(cycle: "10s")
        try gate.sendLine(freshRecord(1))
        #expect(try gate.answer() == "RELEASE")
        kill(gate.identifier, SIGSTOP)
        try gate.sendLine(recordLine(2, expires: monotonicNanoseconds()))
        kill(gate.identifier, SIGCONT)
        #expect(try gate.answer() == "APPLY")
    }

    @Test func `a producer killed or stopped mid-record never leaves a release standing`() throws {
        for signal in [SIGKILL, SIGSTOP] {
            let gate = try GateProcess(cycle: "2s")
            let producer = Process()
            let (first, cut) = (freshRecord(1), freshRecord(2).prefix(50))
            let path = gate.file("records")
            try Data(first + [UInt8(ascii: "\n")] + cut).write(to: URL(fileURLWithPath: path))
            producer.executableURL = URL(fileURLWithPath: "/bin/sh")
            producer.arguments = ["-c", "cat '\(path)'; exec tail -f /dev/null"]
            producer.standardOutput = gate.writingEnd
            try producer.run()
            defer { kill(producer.processIdentifier, SIGKILL) }
            try gate.closeInput()
            #expect(try gate.answer() == "RELEASE")
            kill(producer.processIdentifier, signal)
            #expect(try gate.answer() == "APPLY")
            if signal == SIGKILL {
                #expect(try gate.rest() == [])
                #expect(gate.status() == 1)
            } else {
                #expect(try gate.answer() == "APPLY")
            }
        }
    }

    @Test func `release lets answers through again after the records asked for`() throws {
        let gate = try GateProcess(["--release", "2"])
        try gate.sendLine(freshRecord(1))
        for number in 3...6 { try gate.sendLine(freshRecord(UInt64(number))) }
        try gate.sendLine(freshRecord(7, kind: .end))
        #expect(
            try gate.rest() == ["RELEASE", "APPLY", "APPLY", "APPLY", "RELEASE", "APPLY"])
        #expect(gate.status() == 1)
    }

    @Test func `records must be for the consumer's own demands`() throws {
        let path = NSTemporaryDirectory() + "thrice-demands-\(UUID().uuidString)"
        try Data("one\ntwo".utf8).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let cases: [([String], Int, [String])] = [
            (["one", "two"], 0, ["RELEASE", "RELEASE", "APPLY"]),
            (["one", "Two"], 1, ["RELEASE", "APPLY", "APPLY"]),
            (["one"], 1, ["RELEASE", "APPLY", "APPLY"]),
            (["one", "two", "three"], 1, ["RELEASE", "RELEASE", "APPLY", "APPLY"]),
        ]
        for (demands, status, answers) in cases {
            let gate = try GateProcess(["--demands", path])
            for (index, demand) in demands.enumerated() {
                try gate.sendLine(freshRecord(UInt64(index) + 1, digest: digest(demand)))
            }
            try gate.sendLine(freshRecord(UInt64(demands.count) + 1, kind: .end))
            try gate.closeInput()
            #expect(try gate.rest() == answers, "\(demands)")
            #expect(gate.status() == Int32(status), "\(demands)")
        }
    }

    @Test func `a consumer that goes away is exit 74`() throws {
        let gate = try GateProcess()
        try gate.closeOutput()
        try gate.sendLine(freshRecord(1))
        #expect(gate.status() == 74)
        #expect(
            try gate.errors()
                == "thrice: cannot write answers to standard output: closed\n")
    }

    @Test func `a termination signal ends with the restrictive answer`() throws {
        for (signal, status) in [(SIGTERM, Int32(143)), (SIGINT, 130)] {
            let gate = try GateProcess()
            try gate.sendLine(freshRecord(1))
            #expect(try gate.answer() == "RELEASE")
            kill(gate.identifier, signal)
            #expect(try gate.rest() == ["APPLY"])
            #expect(gate.status() == status)
        }
    }

    @Test(arguments: [
        (["--json"], Int32(64), "cannot use '--json'"),
        (["--cycle", "0s"], 64, "cannot read duration"),
        (["--release", "0"], 64, "cannot read '0' of '--release'"),
        (["--restrictive", "a\nb"], 64, "cannot use the answer of '--restrictive'"),
        (["--answer-bytes-max", "0"], 64, "cannot use '0' of '--answer-bytes-max'"),
        (["--demands", "/nonexistent"], 66, "cannot read demands '/nonexistent'"),
        (["--trace", "/nonexistent/x"], 73, "cannot create file '/nonexistent/x'"),
    ])
    func `a wrong command line says what is wrong`(
        arguments: [String], status: Int32, message: String
    ) throws {
        let gate = try GateProcess(arguments)
        #expect(gate.status() == status)
        #expect(try gate.errors().hasPrefix("thrice: " + message))
        #expect(try gate.rest() == [])
    }
}

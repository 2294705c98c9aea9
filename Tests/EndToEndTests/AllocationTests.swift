import Foundation
import Testing

/// The voter's own promise: without state, nothing is allocated per demand.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct AllocationTests {
    @Test(arguments: ["answers", "records"])
    func `the voter asks for no more memory for twenty thousand demands than for one thousand`(
        verdicts: String
    ) throws {
        let few = try allocations(demands: 1000, verdicts)
        #expect(few > 0, "what it says at its end")
        // A message of the supervisor costs an allocation, and how many wake-ups they take varies.
        let many = try allocations(demands: 20_000, verdicts)
        #expect(abs(many - few) < 100, "\(few) allocations became \(many)")
    }

    @Test(arguments: ["exact", "tolerance", "tolerance-read"])
    func `a vote allocates nothing`(rule: String) throws {
        try expectNoAllocations("bench-vote", [rule])
    }

    @Test(arguments: [
        [], ["airlock", "recorded/table.txt", "safety"],
        ["brakes", "demands/expected.txt", "function"],
        ["brakes", "demands/expected.txt", "safety"],
    ])
    func `the judgement of an answer by a machine of scalars allocates nothing`(
        recorded: [String]
    ) throws {
        let folder = recorded.first.map { Fixture.root.path + "/variants/" + $0 }
        try expectNoAllocations("bench-machine", [folder].compactMap { $0 } + recorded.dropFirst())
    }

    /// - Parameter command: `thrice-…`, which takes a number of demands as its last argument.
    private func expectNoAllocations(_ command: String, _ arguments: [String]) throws {
        let folder = try Self.prepared.get()
        func allocations(_ count: Int) throws -> Int {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: try Fixture.command() + "-" + command)
            process.arguments = arguments + ["\(count)"]
            process.environment = ["LD_PRELOAD": folder + "/count.so"]
            process.standardOutput = FileHandle.nullDevice
            let errors = Pipe()
            process.standardError = errors
            try process.run()
            let data = try errors.fileHandleForReading.readToEnd() ?? Data()
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
            let words = String(decoding: data, as: UTF8.self).split(separator: " ")
            return try #require(words.last.flatMap { Int($0.dropLast()) })
        }
        // Printed digits of a time may cost some; one that allocates costs ten thousand.
        let (few, many) = (try allocations(10), try allocations(10_010))
        #expect(few > 0)
        #expect(abs(many - few) < 50, "\(few) allocations became \(many)")
    }

    /// Of the voter, which is static, behind its first demand.
    private func allocations(demands: Int, _ verdicts: String) throws -> Int {
        let run = try ThriceRun(
            ["run", "--quiet", "--in-flight", "16", "--verdicts", verdicts, "--agree", "2"]
                + ThriceRun.patient + ["cat", "cat", "cat"].flatMap { ["--replica", $0] })
        try run.exchange(["0"])
        let counter = try AllocationCounter(
            of: run.pid("voter"), program: Fixture.command() + "-voter")
        try run.exchange((1...demands).map(String.init))
        #expect(try run.finish().status == 0)
        return try counter.total()
    }

    /// A folder with what counts.
    private static let prepared = Result {
        let folder = NSTemporaryDirectory() + "thrice-allocations-\(getpid())"
        let files = FileManager.default
        try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
        atexit {
            let folder = NSTemporaryDirectory() + "thrice-allocations-\(getpid())"
            try? FileManager.default.removeItem(atPath: folder)
        }
        let counter = folder + "/count.so"
        let compiler = Process()
        compiler.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        compiler.arguments = [
            "cc", "-shared", "-fPIC", "-O1", "-o", counter,
            Fixture.root.path + "/Tests/Fixtures/voter/count_allocations.c",
        ]
        try compiler.run()
        compiler.waitUntilExit()
        guard compiler.terminationStatus == 0 else { throw KitError("cannot compile the counter") }
        return folder
    }
}

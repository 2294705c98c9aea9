import Foundation
import Testing

/// The voter's own promise: without state, nothing is allocated per demand.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct AllocationTests {
    @Test(arguments: ["answers", "records"])
    func `the voter asks for no more memory for twenty thousand demands than for one thousand`(
        verdicts: String
    ) throws {
        let folder = try Self.prepared.get()
        let few = try allocations(folder, demands: 1000, verdicts)
        #expect(few > 0)
        // A message of the supervisor costs an allocation, and how many wake-ups they take varies.
        let many = try allocations(folder, demands: 20_000, verdicts)
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

    private func allocations(
        _ folder: String, demands: Int, _ verdicts: String
    ) throws -> Int {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: folder + "/thrice")
        process.arguments =
            [
                "run", "--quiet", "--in-flight", "16", "--verdicts", verdicts,
                "--run-folder", folder + "/run", "--agree", "2",
            ] + ["cat", "cat", "cat"].flatMap { ["--replica", $0] }
        let demandFile = folder + "/demands"
        let lines = (1...demands).map { "\($0)\n" }.joined()
        try lines.write(toFile: demandFile, atomically: true, encoding: .utf8)
        process.standardInput = FileHandle(forReadingAtPath: demandFile)
        process.standardOutput = FileHandle.nullDevice
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        let data = try errors.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        let words = String(decoding: data, as: UTF8.self).split(separator: " ")
        #expect(words.first == "allocations")
        return try #require(words.last.flatMap { Int($0.dropLast()) })
    }

    /// A folder with the command beside a voter that counts: the command takes its sibling.
    private static let prepared = Result {
        let folder = NSTemporaryDirectory() + "thrice-allocations-\(getpid())"
        let files = FileManager.default
        try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
        atexit {
            let folder = NSTemporaryDirectory() + "thrice-allocations-\(getpid())"
            try? FileManager.default.removeItem(atPath: folder)
        }
        let command = try Fixture.command()
        try files.copyItem(atPath: command, toPath: folder + "/thrice")
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
        let script = "#!/bin/sh\nLD_PRELOAD=\(counter) exec \(command)-voter\n"
        try script.write(toFile: folder + "/thrice-voter", atomically: true, encoding: .utf8)
        try files.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: folder + "/thrice-voter")
        return folder
    }
}

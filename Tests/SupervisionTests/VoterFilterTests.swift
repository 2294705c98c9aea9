import Foundation
import Testing

/// The voter's system call filter, from its own source, in a program that tries things.
@Suite(.timeLimit(.minutes(1)))
struct VoterFilterTests {
    private static let program = Result { try compile() }

    @Test(arguments: ["open", "socket", "kill", "execute"])
    func `a locked voter that tries something else is ended at once`(act: String) throws {
        #expect(try run(["locked", act]) == (.uncaughtSignal, SIGSYS))
        // The same act without the filter goes well: it is the filter that ended it.
        #expect(try run(["free", act]) == (.exit, 0))
    }

    @Test func `a locked voter may write`() throws {
        #expect(try run(["locked", "write"]) == (.exit, 0))
    }

    private func run(_ arguments: [String]) throws -> (Process.TerminationReason, Int32) {
        let process = Process()
        process.executableURL = try Self.program.get()
        process.arguments = arguments
        try process.run()
        process.waitUntilExit()
        return (process.terminationReason, process.terminationStatus)
    }

    private static func compile() throws -> URL {
        let root = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let result = FileManager.default.temporaryDirectory
            .appendingPathComponent("thrice-locked-\(UUID().uuidString)")
        let compiler = Process()
        compiler.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        compiler.arguments = [
            "cc", "-O1", "-I", root.appendingPathComponent("Sources/CLinux/include").path,
            root.appendingPathComponent("Tests/Fixtures/supervision/locked.c").path,
            root.appendingPathComponent("Sources/CLinux/seccomp_filter.c").path,
            "-o", result.path,
        ]
        try compiler.run()
        compiler.waitUntilExit()
        guard compiler.terminationStatus == 0 else {
            throw CocoaError(.fileReadUnknown)
        }
        return result
    }
}

import Diversification
import Foundation
import Testing

/// A C program that is built with a renumbered libc and run.
struct GuardedProgram {
    /// musl is built beside the test bundle, once for all test runs; fails to be there only when
    /// its source cannot be fetched.
    private static let musl = Result<RenumberedMusl, GenerationError> {
        () throws(GenerationError) in
        let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? ""
        let folder = URL(fileURLWithPath: bundle).deletingLastPathComponent().path
        return try RenumberedMusl(cache: folder + "/renumbered-cache")
    }

    private static let path =
        ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    static let search = ToolchainSearch(
        path: path, headersFolder: NSTemporaryDirectory() + "thrice-renumbered-headers")
    private static let found = search.compilers()
    /// Those that link.
    static let compilers = found.filter { ["gcc", "clang"].contains($0.name) }

    /// The program's path.
    let path: String
    let libc: RenumberedLibc
    private let directory: TemporaryDirectory

    /// The libc of a seed; cancels the test when musl's source cannot be had.
    static func libc(seed: UInt64 = 7) throws -> RenumberedLibc {
        if case .failure(let error) = musl, error.message.hasPrefix("cannot fetch") {
            try Test.cancel("\(error)")
        }
        return try musl.get().libc(seed: seed)
    }

    /// - Parameters:
    ///   - compiler: the first that there is when nil.
    ///   - checks: what a guard in place of the libc's looks at.
    init(
        _ source: String, seed: UInt64 = 7, compiler: Compiler? = nil, flags: [String] = ["-O2"],
        checks: [GuardSource.Check]? = nil
    ) throws {
        libc = try Self.libc(seed: seed)
        directory = try TemporaryDirectory()
        path = "\(directory.path)/program"
        try source.write(toFile: "\(path).c", atomically: true, encoding: .utf8)
        let chosen = try libc.command(for: try #require(compiler ?? Self.compilers.first))
        var sources = ["program.c"]
        if let checks {
            try GuardSource.text(checks: checks).write(
                toFile: "\(directory.path)/guard.s", atomically: true, encoding: .utf8)
            sources.append("guard.s")
        }
        let build = ToolRun(
            arguments: ["sh", chosen, "-w"] + flags + ["-o", "program"] + sources + ["-lm"],
            directory: directory.path)()
        guard build.hasSucceeded else { throw BuildFailure(text: build.errorText) }
    }

    struct BuildFailure: Error {
        let text: String
    }

    /// What it printed, with its ending behind it.
    func behaviour(input: String? = nil) -> String {
        let run = ToolRun(arguments: [path], input: input, timeLimit: .seconds(30))()
        return String(decoding: run.output, as: UTF8.self) + "\(run.ending)"
    }
}

import ArgumentParser
import Diversification
import Foundation

/// What every command that starts from a C program is told of it.
struct ProgramOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A C file of the program; may be repeated.", valueName: "file"))
    var source: [String] = []

    @Option(
        help: ArgumentHelp(
            "A compilation database: its C files, with their flags, are the program.",
            valueName: "file"))
    var compileCommands: String?

    @Option(help: ArgumentHelp("The program's name (default: the source's).", valueName: "program"))
    var name: String?

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "Further compiler flags, separated by blanks; may be repeated.", valueName: "flags"))
    var cflags: [String] = []

    @Option(help: "What decides everything that is left to chance.")
    var seed: UInt64

    @Option(help: "Builds and checks at a time (default: the number of processors).")
    var jobs: Int?

    mutating func validate() throws {
        if source.isEmpty, compileCommands == nil {
            throw ValidationError(
                "cannot generate: no program (hint: --source FILE, or --compile-commands FILE)")
        }
        if let jobs, jobs < 1 {
            throw ValidationError("cannot run \(jobs) jobs: the least is 1")
        }
        if let name, name.isEmpty || name.contains("/") || name.hasPrefix(".") {
            throw ValidationError("cannot use program name '\(name)': not a plain file name")
        }
    }

    var flags: [String] {
        cflags.flatMap { $0.split(separator: " ").map { Self.absolute($0) } }
    }

    var jobsWanted: Int { jobs ?? ProcessInfo.processInfo.activeProcessorCount }

    var path: String { ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin" }

    /// Builds run elsewhere: `-Iheaders` has to be told in full.
    private static func absolute(_ flag: Substring) -> String {
        guard flag.hasPrefix("-I"), flag.count > 2 else { return String(flag) }
        return "-I" + URL(fileURLWithPath: String(flag.dropFirst(2))).path
    }
}

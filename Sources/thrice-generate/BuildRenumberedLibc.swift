import ArgumentParser
import Diversification
import Foundation

/// `thrice-generate libc`: the renumbered libc alone, for programs that are built elsewhere.
struct BuildRenumberedLibc: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "thrice-generate libc",
        abstract: "Build a libc whose system calls have a seed's codes; print its compilers.",
        discussion: """
            $(thrice-generate libc --seed 7 | head -1) -O2 -o program program.c

            Prints one command a line, each to be called like the compiler it is named after. The \
            first build fetches musl's source package and takes a minute of processor time.
            """)

    @Option(help: "What the codes are drawn from.")
    var seed: UInt64

    @Option(help: ArgumentHelp("Where sources and builds are kept.", valueName: "dir"))
    var cache: String?

    mutating func run() throws {
        let libc = try RenumberedLibc.build(
            seed: seed, in: Self.absolute(cache ?? RenumberedLibc.defaultCache),
            jobs: ProcessInfo.processInfo.activeProcessorCount)
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        for compiler in ToolchainSearch(path: path, headersFolder: libc.directory).compilers()
        where compiler.frontEnd == .gcc || compiler.frontEnd == .clang {
            print(try libc.command(for: compiler))
        }
    }

    private static func absolute(_ path: String) -> String {
        URL(fileURLWithPath: path).path
    }
}

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
            first build fetches musl's source package and takes about half a minute.
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
        for compiler in CompilerSearch.found(inPath: path)
        where compiler.libc == "glibc" && compiler.frontEnd != .tcc {
            print(try libc.compiler(compiler).path)
        }
    }

    private static func absolute(_ path: String) -> String {
        URL(fileURLWithPath: path).path
    }

    static func start(_ arguments: [String]) -> Never {
        do {
            var command = try parse(arguments)
            try command.run()
            exit()
        } catch let error as GenerationError {
            try? FileHandle.standardError.write(contentsOf: Data("error: \(error)\n".utf8))
            Foundation.exit(error.kind.rawValue)
        } catch {
            exit(withError: error)
        }
    }
}

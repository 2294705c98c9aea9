import Foundation

/// A libc with codes of its own for system calls, guarded by a filter that knows nothing else.
///
/// Refuses: a program that starts another one does not link (`undefined reference to
/// thrice_code_execve`), and one that says system calls itself, by an instruction, dies.
///
/// Sound because what the program calls is musl, and musl asks the kernel for what it did before:
/// codes and numbers correspond one to one, arguments and results pass through unchanged.
package struct RenumberedLibc: Sendable {
    package let seed: UInt64
    package let codes: SystemCallCodes
    /// Has `codes.o`, and all headers in `include`.
    package let directory: String
    private let base: String

    /// Builds musl when the cache has none, then the part that the seed decides.
    /// - Parameter cache: an absolute path; made when missing.
    package static func build(
        seed: UInt64, in cache: String, jobs: Int = 2
    ) throws(GenerationError) -> RenumberedLibc {
        try RenumberedMusl(cache: cache, jobs: jobs).libc(seed: seed)
    }

    init(_ musl: RenumberedMusl, seed: UInt64) throws(GenerationError) {
        self.seed = seed
        base = musl.directory
        codes = SystemCallCodes(seed: seed, native: musl.native)
        let header = RenumberedHeaders.programTable(codes)
        let assembly = TrampolineSource.variant(codes)
        // A digest, so that codes drawn otherwise, by a later version, are not mistaken for these.
        var digest = SeededGenerator(seed: seed, purpose: header + assembly)
        let name = "seed-\(seed)-" + String(digest.next(), radix: 16)
        directory = try CacheFolder(path: musl.cache).entry("musl-\(musl.key)/\(name)") {
            [base] folder throws(GenerationError) in
            try Self.fill(folder, header: header, assembly: assembly, base: base)
        }
    }

    /// The headers are those of the base but for one.
    private static func fill(
        _ folder: String, header: String, assembly: String, base: String
    ) throws(GenerationError) {
        let table = "bits/syscall.h"
        do {
            let files = FileManager.default
            try files.createDirectory(
                atPath: "\(folder)/include/bits", withIntermediateDirectories: true)
            for place in ["", "bits/"] {
                for name in try files.contentsOfDirectory(atPath: "\(base)/include/\(place)")
                where place + name != "bits" && place + name != table {
                    try files.createSymbolicLink(
                        atPath: "\(folder)/include/\(place)\(name)",
                        withDestinationPath: "\(base)/include/\(place)\(name)")
                }
            }
            try Data(header.utf8).write(to: URL(fileURLWithPath: "\(folder)/include/\(table)"))
            try Data(assembly.utf8).write(to: URL(fileURLWithPath: "\(folder)/codes.s"))
        } catch {
            throw GenerationError(.cannotCreate, "cannot write '\(folder)': \(error)")
        }
        let result = ToolRun(arguments: ["as", "-o", "codes.o", "codes.s"], directory: folder)()
        guard result.hasSucceeded else {
            throw GenerationError(
                .toolMissing,
                "cannot assemble system call codes: \(result.ending): "
                    + result.errorText.firstLine,
                hint: "apt-get install binutils")
        }
        try? FileManager.default.removeItem(atPath: "\(folder)/codes.s")
    }

    /// A shell script that takes what `compiler` takes, and makes guarded programs with this libc.
    /// It links objects of any compiler.
    ///
    /// Run it by `sh` from here: a child that another thread starts may still hold it open for
    /// writing, and the kernel runs no file that is.
    /// - Throws: `badData` when the compiler is not like gcc.
    package func command(for compiler: Compiler) throws(GenerationError) -> String {
        guard compiler.frontEnd.takesGCCOptions else {
            throw GenerationError(
                .badData,
                "cannot renumber system calls with '\(compiler.name)': it is neither gcc nor clang")
        }
        let path = "\(directory)/renumbered-\(compiler.name)"
        let wrapper = CompilerWrapper(
            compiler: compiler, base: base, directory: directory,
            trampolinePage: codes.trampolinePage)
        try wrapper.write(to: path)
        return path
    }

    /// This libc as a library of the build matrix.
    /// - Parameter linker: gcc or clang.
    package func library(linker: Compiler) throws(GenerationError) -> CLibrary {
        CLibrary(
            kind: .renumberedMusl, headers: "\(directory)/include",
            linker: ["sh", try command(for: linker)])
    }

    /// The same compiler with this libc in place of musl.
    /// - Parameters:
    ///   - toolchain: any compiler with musl.
    ///   - linker: gcc or clang.
    package func toolchain(
        inPlaceOf toolchain: Toolchain, linker: Compiler
    ) throws(GenerationError) -> Toolchain {
        precondition(toolchain.library.kind == .musl, "\(toolchain.name) is not with musl")
        return Toolchain(
            compiler: toolchain.compiler, library: try library(linker: linker),
            compilerHeaders: toolchain.compilerHeaders)
    }
}

extension RenumberedLibc {
    /// `thrice` in the user's cache folder, as the XDG base directory specification says.
    package static var defaultCache: String {
        let environment = ProcessInfo.processInfo.environment
        if let folder = environment["XDG_CACHE_HOME"], folder.hasPrefix("/") {
            return folder + "/thrice"
        }
        return FileManager.default.homeDirectoryForCurrentUser.path + "/.cache/thrice"
    }
}

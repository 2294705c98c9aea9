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
    /// `codes.o`, and the headers that differ between seeds.
    package let directory: String
    private let base: String

    /// What `Compiler.libc` is for it.
    package static let name = "musl-renumbered"

    /// All texts that an entry of the cache depends on besides codes.
    static var texts: [String] {
        [CompilerWrapper.version, TrampolineSource.section, TrampolineSource.entry]
    }

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
        let codes = SystemCallCodes(seed: seed, native: musl.native)
        directory = try CacheFolder(path: musl.cache).entry("musl-\(musl.key)/seed-\(seed)") {
            folder throws(GenerationError) in
            try Self.fill(folder, codes)
        }
        self.codes = codes
    }

    private static func fill(
        _ folder: String, _ codes: SystemCallCodes
    ) throws(GenerationError) {
        do {
            try FileManager.default.createDirectory(
                atPath: "\(folder)/include/bits", withIntermediateDirectories: true)
            try Data(RenumberedHeaders.programTable(codes).utf8)
                .write(to: URL(fileURLWithPath: "\(folder)/include/bits/syscall.h"))
            try Data(TrampolineSource.variant(codes).utf8)
                .write(to: URL(fileURLWithPath: "\(folder)/codes.s"))
        } catch {
            throw GenerationError(.cannotCreate, "cannot write '\(folder)': \(error)")
        }
        let result = ToolRun(arguments: ["as", "-o", "codes.o", "codes.s"], directory: folder)()
        guard result.hasSucceeded else {
            throw GenerationError(
                .toolMissing,
                "cannot assemble system call codes: \(result.ending): \(result.errorText.firstLine)",
                hint: "apt-get install binutils")
        }
        try? FileManager.default.removeItem(atPath: "\(folder)/codes.s")
    }

    /// A command that takes what `compiler` takes, and makes guarded programs with this libc.
    /// - Throws: `badData` when the compiler's front end is neither gcc's nor clang's.
    package func compiler(_ compiler: Compiler) throws(GenerationError) -> Compiler {
        guard compiler.frontEnd != .tcc else {
            throw GenerationError(
                .badData,
                "cannot renumber system calls with '\(compiler.name)': it is neither gcc nor clang")
        }
        let name = "\(Self.name)-\(compiler.name)"
        let path = "\(directory)/\(name)"
        let wrapper = CompilerWrapper(
            compiler: compiler.path, isClang: compiler.frontEnd == .clang, base: base,
            directory: directory, trampolinePage: codes.trampolinePage)
        try wrapper.write(to: path)
        return Compiler(
            name: name, path: path, version: compiler.version, frontEnd: compiler.frontEnd)
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

/// A compiler with a C library, for one machine.
package struct Toolchain: Codable, Equatable, Sendable {
    package let compiler: Compiler
    package var library: CLibrary
    /// The compiler's own headers, where it does not find them by itself; not part of what is
    /// told of a toolchain.
    package var compilerHeaders: String?
    /// What it builds for; nil for the machine that generates.
    package var machine: EmulatedMachine?

    private enum CodingKeys: String, CodingKey {
        case compiler, library, machine
    }

    /// As `clang`, `clang+musl` or `gcc+s390x`; no two that are found share it.
    package var name: String {
        if let machine {
            let isCross = compiler.frontEnd == .gcc
            return "\(isCross ? "gcc" : compiler.name)+\(machine.name.rawValue)"
        }
        return library.kind == .glibc
            ? compiler.name : "\(compiler.name)+\(library.kind.rawValue)"
    }

    package var target: TargetMachine { machine?.name ?? .native }

    /// Where the machine code of a program lies that this toolchain built: beside it when an
    /// emulator runs it.
    package func image(of program: String) -> String { machine?.image(of: program) ?? program }

    /// The toolchain as it builds the variant with this seed.
    ///
    /// - Complexity: with renumbered system calls the first call on a machine fetches and builds
    ///   musl; later ones for a seed only look.
    func prepared(seed: UInt64) throws(GenerationError) -> Toolchain {
        guard library.kind == .renumberedMusl, let driver = library.linker.first else {
            return self
        }
        let libc = try RenumberedLibc.build(seed: seed, in: RenumberedLibc.defaultCache)
        let linker = Compiler(name: "linker", path: driver, version: "", frontEnd: .gcc)
        var prepared = self
        prepared.library = try libc.library(linker: linker)
        return prepared
    }

    /// The command that makes an object of a C file whose own headers are part of its text.
    package func compile(_ source: String, to object: String, flags: [String]) -> [String] {
        var words = driver + ["-w", "-c"] + flags
        let isGCCLike = compiler.frontEnd.takesGCCOptions
        if library.kind == .dietlibc { words.append("-D__dietlibc__") }
        if compiler.frontEnd == .chibicc { words += ChibiccHeaders.definitions }
        if library.headers != nil, compiler.frontEnd != .chibicc { words.append("-nostdinc") }
        for headers in [compilerHeaders, library.headers].compactMap({ $0 }) {
            words += isGCCLike ? ["-isystem", headers] : ["-I\(headers)"]
        }
        return words + ["-o", object, source]
    }

    private var driver: [String] {
        [compiler.path] + (machine?.flags(of: compiler.frontEnd) ?? [])
    }

    /// The command that links objects, in this order, to the image of a program.
    package func link(_ objects: [String], to program: String, flags: [String]) -> [String] {
        let driver = library.linker.isEmpty ? driver : library.linker
        let isStatic = library.kind == .glibc && machine == nil ? [] : ["-static"]
        // Without it tcc leaves all symbols out, and with them what diversity is measured by.
        let symbols = library.linker.isEmpty && compiler.frontEnd == .tcc ? ["-g"] : []
        return driver + isStatic + symbols + ["-o", image(of: program)] + objects + flags + ["-lm"]
    }
}

import Foundation

/// Toolchains that build for other machines: Debian's cross compilers, and clang with what these
/// bring along.
extension ToolchainSearch {
    /// The toolchains for a machine that is not this one; gcc first.
    /// - Throws: `toolMissing` with the packages to install; `badData` when the C libraries wanted
    ///   leave out the only one there is.
    package func toolchains(
        for machine: TargetMachine
    ) throws(GenerationError) -> [Toolchain] {
        let name = machine.rawValue
        guard wanted?.contains(.glibc) ?? true else {
            throw GenerationError(
                .badData,
                "cannot build for '\(name)': its only C library is glibc, and that is "
                    + "not among the libraries wanted", hint: "add glibc to them")
        }
        let gccName = "\(machine.triple)-gcc"
        let install = "sudo apt-get install"
        guard let path = executable(gccName), let version = version(of: path, .gcc) else {
            throw GenerationError(
                .toolMissing, "cannot build for '\(name)': no '\(gccName)' in PATH",
                hint: "\(install) \(machine.compilerPackage) \(machine.libraryPackage) "
                    + TargetMachine.emulatorPackage)
        }
        guard hasStaticLibrary(path) else {
            throw GenerationError(
                .toolMissing, "cannot build for '\(name)': '\(gccName)' has no static C library",
                hint: "\(install) \(machine.libraryPackage)")
        }
        guard let emulated = try emulated(machine) else {
            throw GenerationError(
                .toolMissing, "cannot run variants for '\(name)': no 'qemu-\(name)' in PATH",
                hint: "\(install) \(TargetMachine.emulatorPackage)")
        }
        let gcc = Compiler(name: gccName, path: path, version: version, frontEnd: .gcc)
        return ([gcc] + compilers().filter { $0.frontEnd == .clang }).map { compiler in
            Toolchain(
                compiler: compiler, library: CLibrary(kind: .glibc), machine: emulated)
        }
    }

    /// A library that it does not find keeps its plain name.
    private func hasStaticLibrary(_ gcc: String) -> Bool {
        let result = ToolRun(
            arguments: [gcc, "-print-file-name=libc.a"], timeLimit: .seconds(20))()
        return result.hasSucceeded && result.output.contains(UInt8(ascii: "/"))
    }

    private func emulated(
        _ machine: TargetMachine
    ) throws(GenerationError) -> EmulatedMachine? {
        let names = ["qemu-\(machine.rawValue)", "qemu-\(machine.rawValue)-static"]
        guard let byteOrder = machine.byteOrder,
            let path = names.lazy.compactMap(executable).first
        else { return nil }
        let result = ToolRun(arguments: [path, "--version"], timeLimit: .seconds(20))()
        guard result.hasSucceeded else { return nil }
        return EmulatedMachine(
            name: machine, byteOrder: byteOrder,
            emulator: .init(
                path: path, version: String(decoding: result.output, as: UTF8.self).firstLine,
                digest: try Digests.ofFiles([path])[0]))
    }
}

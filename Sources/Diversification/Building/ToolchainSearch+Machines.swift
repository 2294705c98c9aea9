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
        guard let path = executable(gccName) else {
            throw GenerationError(
                .toolMissing, "cannot build for '\(name)': no '\(gccName)' in PATH",
                hint: "\(install) \(machine.compilerPackage) \(machine.libraryPackage) "
                    + TargetMachine.emulatorPackage)
        }
        let version = try versionText(of: path, package: machine.compilerPackage)
        guard hasStaticLibrary(path) else {
            throw GenerationError(
                .toolMissing, "cannot build for '\(name)': '\(gccName)' has no static C library",
                hint: "\(install) \(machine.libraryPackage)")
        }
        let names = ["qemu-\(name)", "qemu-\(name)-static"]
        guard let emulator = names.lazy.compactMap(executable).first else {
            throw GenerationError(
                .toolMissing, "cannot run variants for '\(name)': no '\(names[0])' in PATH",
                hint: "\(install) \(TargetMachine.emulatorPackage)")
        }
        let emulated = try emulated(machine, by: emulator)
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
        _ machine: TargetMachine, by path: String
    ) throws(GenerationError) -> EmulatedMachine {
        guard let byteOrder = machine.byteOrder else {
            preconditionFailure("'\(machine.rawValue)' needs no emulator")
        }
        return EmulatedMachine(
            name: machine, byteOrder: byteOrder,
            emulator: .init(
                path: path,
                version: try versionText(of: path, package: TargetMachine.emulatorPackage),
                digest: try Digests.ofFiles([path])[0]))
    }

    /// The first line of what a tool that is there says about itself.
    private func versionText(
        of path: String, package: String
    ) throws(GenerationError) -> String {
        let result = ToolRun(arguments: [path, "--version"], timeLimit: .seconds(20))()
        guard result.hasSucceeded else {
            throw GenerationError(
                .toolMissing, "cannot use '\(path)': \(result.ending)",
                hint: "sudo apt-get install --reinstall \(package)")
        }
        return String(decoding: result.output, as: UTF8.self).firstLine
    }
}

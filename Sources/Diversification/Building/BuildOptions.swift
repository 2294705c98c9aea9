import Foundation

/// What a machine offers a build besides compilers and C libraries.
package struct BuildOptions: Codable, Equatable, Sendable {
    /// Linkers by the name that `-fuse-ld=` takes.
    package var linkers: [String]
    /// Allocators by the name that `-l` takes; only programs with glibc take another one.
    package var allocators: [String]

    /// - Parameter path: directories, separated by colons.
    package static func found(inPath path: String) -> BuildOptions {
        let directories = path.split(separator: ":").map(String.init)
        let linkers = ["bfd", "gold", "lld", "mold"].filter { name in
            directories.contains { access("\($0)/ld.\(name)", X_OK) == 0 }
        }
        let folders = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib"]
        let allocators = ["jemalloc", "mimalloc", "tcmalloc_minimal"].filter { name in
            folders.contains { FileManager.default.fileExists(atPath: "\($0)/lib\(name).so") }
        }
        return BuildOptions(linkers: linkers, allocators: allocators)
    }

    /// One build's options for a toolchain, all left to chance.
    func draw(for toolchain: Toolchain, _ random: inout SeededGenerator) -> BuildChoice {
        let compiler = toolchain.compiler
        var choice = BuildChoice()
        let levels = compiler.frontEnd.levels
        choice.level = levels[random.next(below: levels.count)]
        choice.linkFlags = compiler.frontEnd == .tcc ? [] : ["-Wl,-z,noexecstack"]
        guard compiler.frontEnd.takesGCCOptions else { return choice }
        let isPlain = choice.level == ["-O0"]
        for group in Self.hardening where random.next(below: 2) == 0 {
            let option = group[random.next(below: group.count)]
            let isUsable =
                (option != "-D_FORTIFY_SOURCE=2" || !isPlain && toolchain.library.kind == .glibc)
                && (!option.hasPrefix("-fstack-protector") || toolchain.library.kind != .dietlibc)
                && (!option.hasPrefix("-fcf-protection") || toolchain.machine == nil)
            if isUsable { choice.hardening.append(option) }
        }
        guard toolchain.library.kind == .glibc else { return choice }
        let isPositionIndependent = random.next(below: 2) == 0
        choice.hardening.append(isPositionIndependent ? "-fPIE" : "-fno-pie")
        // A static program for another machine has neither linkers nor allocators to choose from.
        guard toolchain.machine == nil else { return choice }
        choice.linkFlags.append(isPositionIndependent ? "-pie" : "-no-pie")
        if random.next(below: 2) == 0 { choice.linkFlags.append("-Wl,-z,relro,-z,now") }
        if !linkers.isEmpty {
            choice.linker = linkers[random.next(below: linkers.count)]
            choice.linkFlags.append("-fuse-ld=\(choice.linker ?? "")")
        }
        let allocator = random.next(below: allocators.count + 1)
        if allocator > 0 {
            choice.allocator = allocators[allocator - 1]
            choice.linkFlags += ["-Wl,--no-as-needed", "-l\(allocators[allocator - 1])"]
        }
        return choice
    }

    /// Of each group at most one; all are known to gcc and clang.
    private static let hardening: [[String]] = [
        ["-fstack-protector-strong", "-fstack-protector-all"], ["-D_FORTIFY_SOURCE=2"],
        ["-fcf-protection=full", "-fcf-protection=none"], ["-fno-omit-frame-pointer"],
        ["-ftrivial-auto-var-init=pattern"], ["-fno-strict-aliasing"], ["-fwrapv"],
        ["-ffunction-sections"],
    ]
}

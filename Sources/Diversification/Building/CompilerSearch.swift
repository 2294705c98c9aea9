import Foundation

/// Finds the C compilers of a machine.
package enum CompilerSearch {
    /// The compilers in PATH order of preference: neighbours differ in their front end where
    /// that can be. One reached by two names counts once.
    /// - Parameter path: directories, separated by colons.
    package static func found(inPath path: String) -> [Compiler] {
        let directories = path.split(separator: ":").map(String.init)
        var real: Set<String> = []
        var byFrontEnd: [Compiler.FrontEnd: [Compiler]] = [:]
        for name in names(in: directories) {
            guard let frontEnd = frontEnd(of: name),
                let directory = directories.first(where: { access("\($0)/\(name)", X_OK) == 0 }),
                case let file = "\(directory)/\(name)",
                real.insert(URL(fileURLWithPath: file).resolvingSymlinksInPath().path).inserted,
                let version = version(of: file, frontEnd)
            else { continue }
            byFrontEnd[frontEnd, default: []].append(
                Compiler(
                    name: name, path: file, version: version, frontEnd: frontEnd,
                    libc: name == "musl-gcc" ? "musl" : "glibc"))
        }
        return interleaved(byFrontEnd[.gcc] ?? [], byFrontEnd[.clang] ?? [])
            + (byFrontEnd[.tcc] ?? [])
    }

    /// The plain names first, so that they win over versioned names of the same compiler.
    private static func names(in directories: [String]) -> [String] {
        var versioned: Set<String> = []
        for directory in directories {
            for entry in (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? [] {
                let parts = entry.split(separator: "-", omittingEmptySubsequences: false)
                if parts.count == 2, ["gcc", "clang"].contains(parts[0]), Int(parts[1]) != nil {
                    versioned.insert(entry)
                }
            }
        }
        return ["gcc", "clang", "musl-gcc", "tcc"] + versioned.sorted()
    }

    private static func frontEnd(of name: String) -> Compiler.FrontEnd? {
        if name.hasPrefix("clang") { return .clang }
        if name.hasSuffix("gcc") || name.hasPrefix("gcc-") { return .gcc }
        return name == "tcc" ? .tcc : nil
    }

    private static func version(of file: String, _ frontEnd: Compiler.FrontEnd) -> String? {
        let flag = frontEnd == .tcc ? "-v" : "--version"
        let result = ToolRun(arguments: [file, flag], timeLimit: .seconds(20))()
        guard result.hasSucceeded else { return nil }
        return String(decoding: result.output, as: UTF8.self).firstLine
    }

    private static func interleaved(_ first: [Compiler], _ second: [Compiler]) -> [Compiler] {
        (0..<max(first.count, second.count)).flatMap { index in
            [first, second].compactMap { index < $0.count ? $0[index] : nil }
        }
    }
}

import Foundation

/// Finds the C compilers and C libraries of a machine.
package struct ToolchainSearch {
    private let directories: [String]
    /// Where headers that compilers lack are written when one needs them.
    private let headersFolder: String
    /// What is asked for by name; nil: all that are found, the renumbered one not among them.
    let wanted: [CLibrary.Kind]?

    /// - Parameters:
    ///   - path: directories, separated by colons.
    ///   - headersFolder: made when a compiler needs it.
    ///   - libraries: the C libraries wanted; nil for all.
    package init(path: String, headersFolder: String, libraries: [CLibrary.Kind]? = nil) {
        directories = path.split(separator: ":").map(String.init)
        self.headersFolder = headersFolder
        wanted = libraries
    }

    /// Every compiler with every library, in an order in which neighbours differ in their front
    /// end and mostly in their library: the first few serve a small family best. The first one,
    /// which builds the original, has glibc.
    package func toolchains() -> [Toolchain] {
        let compilers = compilers()
        let libraries = libraries().filter { wanted?.contains($0.kind) ?? true }
        var found: [Toolchain] = []
        for shift in libraries.indices {
            for (index, compiler) in compilers.enumerated() {
                let library = libraries[(index + shift) % libraries.count]
                found.append(
                    Toolchain(
                        compiler: compiler, library: library,
                        compilerHeaders: headers(of: compiler, for: library)))
            }
        }
        return found
    }

    /// The compilers, neighbours different in their front end where that can be. One reached by
    /// two names counts once.
    package func compilers() -> [Compiler] {
        var real: Set<String> = []
        var byFrontEnd: [FrontEnd: [Compiler]] = [:]
        for (name, frontEnd) in names() {
            guard let file = executable(name),
                real.insert(URL(fileURLWithPath: file).resolvingSymlinksInPath().path).inserted,
                let version = version(of: file, frontEnd)
            else { continue }
            byFrontEnd[frontEnd, default: []].append(
                Compiler(name: name, path: file, version: version, frontEnd: frontEnd))
        }
        let rows = FrontEnd.allCases.compactMap { byFrontEnd[$0] }
        let rounds = rows.map(\.count).max() ?? 0
        return (0..<rounds).flatMap { round in
            rows.compactMap { round < $0.count ? $0[round] : nil }
        }
    }

    /// glibc, which every compiler finds by itself, and those with a driver in PATH.
    package func libraries() -> [CLibrary] {
        var found = [CLibrary(kind: .glibc)]
        if let driver = executable("musl-gcc"),
            let headers = folder([
                "/usr/include/x86_64-linux-musl", "/usr/include/aarch64-linux-musl",
                "/usr/local/musl/include",
            ])
        {
            found.append(CLibrary(kind: .musl, headers: headers, linker: [driver]))
        }
        if let diet = executable("diet"), let gcc = executable("gcc"),
            let headers = folder([
                "/usr/include/diet", "/usr/lib/diet/include", "/opt/diet/include",
            ])
        {
            found.append(CLibrary(kind: .dietlibc, headers: headers, linker: [diet, gcc]))
        }
        if wanted?.contains(.renumberedMusl) == true, let gcc = executable("gcc") {
            found.append(CLibrary(kind: .renumberedMusl, linker: [gcc]))
        }
        return found
    }

    /// The plain names first, so that they win over versioned names of the same compiler.
    private func names() -> [(String, FrontEnd)] {
        var versioned: [(String, FrontEnd)] = []
        for directory in directories {
            for entry in (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? [] {
                let parts = entry.split(separator: "-", omittingEmptySubsequences: false)
                guard parts.count == 2, Int(parts[1]) != nil,
                    let frontEnd = FrontEnd(rawValue: String(parts[0]))
                else { continue }
                versioned.append((entry, frontEnd))
            }
        }
        return FrontEnd.allCases.map { ($0.rawValue, $0) } + versioned.sorted { $0.0 < $1.0 }
    }

    func executable(_ name: String) -> String? {
        directories.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
    }

    private func folder(_ candidates: [String]) -> String? {
        candidates.first { FileManager.default.fileExists(atPath: $0) }
    }

    /// The first line of what it says; chibicc says nothing of itself.
    private func version(of file: String, _ frontEnd: FrontEnd) -> String? {
        switch frontEnd {
        case .chibicc:
            guard let digest = try? Digests.ofFiles([file]).first else { return nil }
            return "chibicc, \(digest.prefix(23))"
        case .gcc, .clang, .tcc, .pcc:
            let flag = frontEnd == .tcc ? "-v" : "--version"
            let result = ToolRun(arguments: [file, flag], timeLimit: .seconds(20))()
            guard result.hasSucceeded else { return nil }
            return String(decoding: result.output, as: UTF8.self).firstLine
        }
    }

    private func headers(of compiler: Compiler, for library: CLibrary) -> String? {
        switch compiler.frontEnd {
        case .tcc where library.kind != .glibc:
            return folder([
                "/usr/lib/x86_64-linux-gnu/tcc/include", "/usr/lib/aarch64-linux-gnu/tcc/include",
                "/usr/lib/tcc/include", "/usr/local/lib/tcc/include",
            ])
        case .chibicc:
            for (name, text) in ChibiccHeaders.files {
                let file = URL(fileURLWithPath: "\(headersFolder)/\(name)")
                try? FileManager.default.createDirectory(
                    atPath: headersFolder, withIntermediateDirectories: true)
                try? Data(text.utf8).write(to: file)
            }
            return headersFolder
        default: return nil
        }
    }
}

import Foundation

/// Looks for the programs and libraries that Thrice calls.
enum ToolSearch {
    static var findings: [Finding] {
        [
            tool("gcc", for: "generate: compiler", mend: apt("gcc libc6-dev")),
            tool("clang", for: "generate: second compiler", mend: apt("clang")),
            tool(
                "tcc", version: "-v", for: "generate: one more compiler", mend: apt("tcc"),
                isOptional: true),
            tool(
                "musl-gcc", for: "generate: a second C library", mend: apt("musl-tools"),
                isOptional: true),
            tool(
                "pcc", for: "generate: one more compiler", mend: apt("pcc"), isOptional: true),
            tool(
                "chibicc", version: "-###", for: "generate: one more compiler",
                mend: apt("chibicc"), isOptional: true),
            tool(
                "diet", version: "-v", for: "generate: a third C library",
                mend: apt("dietlibc-dev"), isOptional: true),
            tool(
                "z3", for: "generate: proofs of arithmetic rules", mend: apt("z3"),
                isOptional: true),
            tool("gdb", for: "replay --under gdb", mend: apt("gdb"), isOptional: true),
            tool(
                "valgrind", for: "replay --under valgrind", mend: apt("valgrind"),
                isOptional: true),
        ] + machine("aarch64", library: "arm64") + machine("s390x", library: "s390x") + [
            file(
                "clang 19", ["/usr/lib/llvm-19/bin/clang", "/usr/bin/clang-19"],
                for: "generate: expanding macros", mend: apt("clang-19")),
            tool("sha256sum", for: "generate: digests", mend: apt("coreutils")),
            file(
                "libclang 19 headers", ["/usr/lib/llvm-19/include/clang-c/Index.h"],
                for: "building thrice-generate", mend: apt("libclang-19-dev")),
            file(
                "libclang 19", libraries.map { "\($0)/libclang-19.so" },
                for: "generate: reading C", mend: apt("libclang-19-dev")),
            sibling("thrice-voter", for: "run: the data path", mend: "make build"),
            sibling(
                "thrice-generate", for: "generate",
                mend: apt("libclang-19-dev") + " && make build"),
        ]
    }

    /// What variants for another machine need.
    private static func machine(_ name: String, library: String) -> [Finding] {
        [
            tool(
                "\(name)-linux-gnu-gcc", for: "generate: variants for \(name)",
                mend: apt("gcc-\(name)-linux-gnu libc6-dev-\(library)-cross"), isOptional: true),
            tool(
                "qemu-\(name)", for: "run: variants for \(name)", mend: apt("qemu-user"),
                isOptional: true),
        ]
    }

    private static let libraries =
        ["x86_64", "aarch64"].map { "/usr/lib/\($0)-linux-gnu" } + ["/usr/lib/llvm-19/lib"]

    private static func apt(_ packages: String) -> String { "sudo apt-get install \(packages)" }

    private static func tool(
        _ name: String, version flag: String = "--version", for purpose: String, mend: String,
        isOptional: Bool = false
    ) -> Finding {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        let path = folders.map { "\($0)/\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
        let detail = path.map { firstLine(of: $0, flag) ?? $0 }
        return Finding(
            name: name, isFound: path != nil, isOptional: isOptional,
            detail: detail ?? "not in PATH", neededFor: purpose, mend: path == nil ? mend : nil)
    }

    private static func file(
        _ name: String, _ paths: [String], for purpose: String, mend: String
    ) -> Finding {
        let path = paths.first { FileManager.default.fileExists(atPath: $0) }
        return Finding(
            name: name, isFound: path != nil, isOptional: false,
            detail: path ?? "no '\(paths[0])'", neededFor: purpose,
            mend: path == nil ? mend : nil)
    }

    private static func sibling(_ name: String, for purpose: String, mend: String) -> Finding {
        let path = SiblingExecutable.path(name)
        let isFound = FileManager.default.isExecutableFile(atPath: path)
        return Finding(
            name: name, isFound: isFound, isOptional: false,
            detail: isFound ? path : "no '\(path)'", neededFor: purpose,
            mend: isFound ? nil : mend)
    }

    /// What a program says about itself; nil when it says nothing.
    private static func firstLine(of path: String, _ flag: String) -> String? {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = [flag]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data.prefix(400), as: UTF8.self)
            .split(whereSeparator: \.isNewline).first.map(String.init)
    }
}

import Foundation
import Testing

/// The files of the project, found from where this file was compiled.
enum Repository {
    static let root: String = {
        var url = URL(fileURLWithPath: #filePath)
        for _ in 0..<3 { url.deleteLastPathComponent() }
        return url.path
    }()

    struct File: Sendable, CustomTestStringConvertible {
        /// Relative to the root.
        let path: String
        let text: String

        var testDescription: String { path }
        var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

        func ends(in suffixes: String...) -> Bool { suffixes.contains { path.hasSuffix($0) } }
    }

    /// Everything that people wrote: code, scripts and documents; no data, nothing that was built.
    static let files: [File] = {
        var paths = ["Package.swift", "Makefile", "README.md"]
        for folder in ["Sources", "Tests", "docs", "variants"] {
            let names = FileManager.default.enumerator(atPath: "\(root)/\(folder)")
            while let name = names?.nextObject() as? String {
                if name == "build" || name.hasSuffix("/build") { names?.skipDescendants() }
                paths.append("\(folder)/\(name)")
            }
        }
        let suffixes = [".swift", ".c", ".h", ".md", ".yaml", ".sh", ".py", "Makefile"]
        return paths.sorted().compactMap { path in
            guard suffixes.contains(where: { path.hasSuffix($0) }),
                let data = FileManager.default.contents(atPath: "\(root)/\(path)")
            else { return nil }
            return File(path: path, text: String(decoding: data, as: UTF8.self))
        }
    }()

    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: "\(root)/\(path)")
    }

    /// The documents in which a user looks something up.
    static var documentation: String {
        files.filter { $0.ends(in: ".md") }.map(\.text).joined(separator: "\n")
    }
}

import Foundation

/// SHA-256 digests of files, taken by coreutils.
enum Digests {
    /// The running executable, named by number: the digests are taken by another process, to which
    /// `self` is itself.
    static var generator: String { "/proc/\(getpid())/exe" }

    /// The digests in the order of the paths, each `sha256:` and 64 hexadecimal digits.
    static func ofFiles(_ paths: [String]) throws(GenerationError) -> [String] {
        guard !paths.isEmpty else { return [] }
        let result = ToolRun(arguments: ["sha256sum", "-b", "--"] + paths)()
        if case .notStarted = result.ending {
            throw GenerationError(
                .toolMissing, "cannot run 'sha256sum': \(result.ending)", hint: "thrice doctor")
        }
        let lines = String(decoding: result.output, as: UTF8.self).split(separator: "\n")
        guard result.hasSucceeded, lines.count == paths.count else {
            throw GenerationError(
                .inputOutput, "cannot digest '\(paths[0])': \(result.errorText.firstLine)")
        }
        return lines.map { line in
            "sha256:" + line.drop { $0 == "\\" }.prefix(64)
        }
    }
}

extension String {
    var firstLine: String { String(prefix { !$0.isNewline }) }
}

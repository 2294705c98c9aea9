import Foundation

/// A file of recorded answers, one a line.
struct AnswerFile {
    let path: String
    let lines: [ArraySlice<UInt8>]
    /// Whether the last line has no newline: its answer may have been cut off.
    let isCut: Bool

    /// - Parameter kind: what its lines are, for errors.
    init(path: String, of kind: String = "answers") throws {
        self.path = path
        let bytes = try Self.content(path, kind)
        var lines = bytes.split(
            separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        isCut = lines.last?.isEmpty == false
        if !isCut { lines.removeLast() }
        self.lines = lines
        if lines.isEmpty {
            throw ThriceError(.badData, "cannot use \(kind) '\(path)': the file is empty")
        }
    }

    /// The same, without the word that was cut off at its end: an answer without its newline is
    /// none.
    var complete: [ArraySlice<UInt8>] { isCut ? lines.dropLast() + [[]] : lines }

    /// Whether its first line ends with a carriage return.
    var hasCarriageReturns: Bool { lines.first?.last == UInt8(ascii: "\r") }

    private static func content(_ path: String, _ kind: String) throws -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unreadable(path, kind) }
        defer { close(descriptor) }
        var content: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count == 0 { return content }
            if count > 0 {
                content += buffer.prefix(count)
            } else if errno != EINTR {
                throw unreadable(path, kind)
            }
        }
    }

    private static func unreadable(_ path: String, _ kind: String) -> ThriceError {
        let cause = String(cString: strerror(errno)).lowercased()
        return ThriceError(.missingInput, "cannot read \(kind) '\(path)': \(cause)")
    }

    /// File names without folder and ending; whole paths where that would name two alike.
    static func names(of paths: [String]) -> [String] {
        let short = paths.map {
            URL(fileURLWithPath: $0).deletingPathExtension().lastPathComponent
        }
        return Set(short).count == short.count ? short : paths
    }
}

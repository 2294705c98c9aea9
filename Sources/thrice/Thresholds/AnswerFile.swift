import Foundation

/// A file of recorded answers, one a line.
struct AnswerFile {
    let path: String
    let lines: [ArraySlice<UInt8>]
    /// Whether the last line has no newline: its answer may have been cut off.
    let isCut: Bool

    init(path: String) throws {
        let content: Data
        do {
            content = try Data(contentsOf: URL(fileURLWithPath: path))
        } catch {
            throw ThriceError(
                .missingInput, "cannot read answers '\(path)': \(Self.cause(error))")
        }
        self.path = path
        let bytes = Array(content)
        var lines = bytes.split(
            separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        isCut = lines.last?.isEmpty == false
        if !isCut { lines.removeLast() }
        self.lines = lines
        if lines.isEmpty {
            throw ThriceError(.badData, "cannot use answers '\(path)': the file is empty")
        }
    }

    /// The same, without the word that was cut off at its end: an answer without its newline is
    /// none.
    var complete: [ArraySlice<UInt8>] { isCut ? lines.dropLast() + [[]] : lines }

    private static func cause(_ error: any Error) -> String {
        let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
        guard let code = underlying?.code else { return error.localizedDescription }
        return String(cString: strerror(Int32(code))).lowercased()
    }

    /// File names without folder and ending; whole paths where that would name two alike.
    static func names(of paths: [String]) -> [String] {
        let short = paths.map {
            URL(fileURLWithPath: $0).deletingPathExtension().lastPathComponent
        }
        return Set(short).count == short.count ? short : paths
    }
}

/// Which line of which file each line of an expanded text stems from.
package struct LineOrigins: Equatable, Sendable {
    /// Where somebody wrote what was expanded.
    package struct Place: Codable, Equatable, Sendable {
        /// As clang names it: relative to where the compiler command runs.
        package var file: String
        /// From 1.
        package var line: Int
        /// From 1, in bytes; nil where the line reads differently after expansion.
        package var column: Int?

        package init(file: String, line: Int, column: Int?) {
            self.file = file
            self.line = line
            self.column = column
        }
    }

    private struct Line: Equatable {
        let file: String
        let number: Int
        let text: Substring
    }

    /// By the number of the expanded line, from 1.
    private var lines: [Int: Line] = [:]
    /// By file.
    private let files: [String: [Substring]]

    /// - Parameters:
    ///   - text: as it is compiled.
    ///   - marked: the same text with line markers (`# 12 "file.c"`).
    ///   - files: the program's own files by the name that the markers have.
    /// - Returns: nil when the two are not the same line by line, empty lines apart.
    package init?(text: String, marked: String, files: [String: String]) {
        var found: [Line] = []
        var file = ""
        var number = 0
        for line in marked.split(separator: "\n", omittingEmptySubsequences: false) {
            if let marker = Self.marker(line) {
                (number, file) = marker
                continue
            }
            if !Self.isBlank(line) { found.append(Line(file: file, number: number, text: line)) }
            if !Self.isAdded(line) { number += 1 }
        }
        self.files = files.mapValues { text in
            text.split(separator: "\n", omittingEmptySubsequences: false)
        }
        var next = 0
        let expanded = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in expanded.enumerated() where !Self.isBlank(line) {
            guard next < found.count, found[next].text == line else { return nil }
            lines[index + 1] = found[next]
            next += 1
        }
        guard next == found.count else { return nil }
    }

    package func place(of position: MutantSite.Position) -> Place? {
        guard let line = lines[position.line], let file = files[line.file],
            file.indices.contains(line.number - 1)
        else { return nil }
        let isSame = file[line.number - 1] == line.text
        return Place(
            file: line.file, line: line.number, column: isSame ? position.column : nil)
    }

    private static func isBlank(_ line: Substring) -> Bool {
        line.allSatisfy { $0 == " " || $0 == "\t" || $0 == "\r" }
    }

    /// What stands around a kept definition; the text's own conditions are decided and gone.
    private static func isAdded(_ line: Substring) -> Bool {
        line.hasPrefix("#ifndef ") || line == "#endif" || line.hasPrefix("#undef ")
    }

    private static func marker(_ line: Substring) -> (Int, String)? {
        guard line.hasPrefix("# "), let open = line.firstIndex(of: "\""),
            let close = line.lastIndex(of: "\""), open < close,
            let number = Int(line[..<open].dropFirst(2).filter { $0 != " " })
        else { return nil }
        return (number, String(line[line.index(after: open)..<close]))
    }
}

/// What a text begins with: includes, definitions and whole conditions of such, with the blanks
/// and comments among them.
package struct Preamble: Sendable {
    /// Ends after a directive's line, with no condition open; empty when there is none.
    package let bytes: ArraySlice<UInt8>

    package init(of source: SourceText) {
        let all = source.bytes
        var at = 0
        var end = 0
        var depth = 0
        while let start = Self.nextDirective(source, from: at),
            let line = Self.endOfLine(all, start),
            let change = Self.changeOfDepth(all[start..<line], depth)
        {
            at = line
            depth += change
            if depth == 0 { end = at }
        }
        bytes = all[..<end]
    }

    /// The `#` that comes before anything else that is no blank and no comment.
    private static func nextDirective(_ source: SourceText, from start: Int) -> Int? {
        let bytes = source.bytes
        var at = start
        while at < bytes.count {
            switch bytes[at] {
            case 0x20, 0x09, 0x0a, 0x0b, 0x0c, 0x0d: at += 1
            case 0x2f where at + 1 < bytes.count && [0x2a, 0x2f].contains(bytes[at + 1]):
                at = source.endOfComment(at, to: bytes.count)
            case 0x23: return at
            default: return nil
            }
        }
        return nil
    }

    /// The end of the line, continued lines among it; nil when a comment goes beyond it.
    private static func endOfLine(_ bytes: [UInt8], _ start: Int) -> Int? {
        var at = start
        while at < bytes.count, bytes[at] != 0x0a {
            if bytes[at] == 0x2f, at + 1 < bytes.count, bytes[at + 1] == 0x2a { return nil }
            at += bytes[at] == 0x5c ? 2 : 1
        }
        return min(at + 1, bytes.count)
    }

    /// How many more conditions are open after the line; nil for what ends a preamble.
    private static func changeOfDepth(_ line: ArraySlice<UInt8>, _ depth: Int) -> Int? {
        let name = line.dropFirst().drop { $0 == 0x20 || $0 == 0x09 }.prefix { $0 >= 0x61 }
        switch String(decoding: name, as: UTF8.self) {
        case "include", "define", "undef": return 0
        case "if", "ifdef", "ifndef": return 1
        case "else", "elif": return depth > 0 ? 0 : nil
        case "endif": return depth > 0 ? -1 : nil
        default: return nil
        }
    }

    /// The text with blanks in its place, every line where it was.
    func blanked(in source: SourceText) -> SourceText {
        SourceText(bytes.map { $0 == 0x0a ? $0 : 0x20 } + source.bytes[bytes.endIndex...])
    }

    /// Whether the text begins with it, too.
    func begins(_ source: SourceText) -> Bool {
        !bytes.isEmpty && source.bytes.starts(with: bytes)
    }
}

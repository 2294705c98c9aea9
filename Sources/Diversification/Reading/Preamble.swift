/// What a text begins with: includes and definitions, with the blanks and comments among them.
package struct Preamble: Sendable {
    /// Ends after the last directive's line; empty when there is none.
    package let bytes: ArraySlice<UInt8>

    package init(of source: SourceText) {
        let all = source.bytes
        var at = 0
        while let start = Self.nextDirective(source, from: at),
            let line = Self.endOfLine(all, start), Self.isCommon(all[start..<line])
        {
            at = line
        }
        bytes = all[..<at]
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

    /// Whether it stands by itself: the part of a condition does not.
    private static func isCommon(_ line: ArraySlice<UInt8>) -> Bool {
        let name = line.dropFirst().drop { $0 == 0x20 || $0 == 0x09 }.prefix { $0 >= 0x61 }
        return ["include", "define", "undef"].contains(String(decoding: name, as: UTF8.self))
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

/// The bytes of a C file with the little lexing that moving text needs.
package struct SourceText: Sendable {
    package let bytes: [UInt8]

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    package init(_ text: String) {
        bytes = Array(text.utf8)
    }

    package func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    /// Whether these characters stand anywhere in it.
    func says(_ words: String) -> Bool {
        let words = Array(words.utf8)
        guard let first = words.first else { return true }
        return bytes.indices.contains { at in
            bytes[at] == first && bytes[at...].starts(with: words)
        }
    }

    /// The first offset at or after `start` that is neither white space nor in a comment; nil when
    /// a preprocessor line comes first.
    func skipBlank(from start: Int, to end: Int) -> Int? {
        var at = start
        while at < end {
            switch bytes[at] {
            case 0x20, 0x09, 0x0a, 0x0b, 0x0c, 0x0d: at += 1
            case 0x2f where at + 1 < end && (bytes[at + 1] == 0x2a || bytes[at + 1] == 0x2f):
                at = endOfComment(at, to: end)
            case 0x23: return nil
            default: return at
            }
        }
        return end
    }

    /// The range's text with one blank for each stretch of white space and comments.
    func tokens(_ range: Range<Int>) -> String {
        var kept: [UInt8] = []
        var at = range.lowerBound
        while at < range.upperBound {
            let next = skipBlank(from: at, to: range.upperBound) ?? at
            if next > at {
                kept.append(0x20)
                at = next
            } else {
                kept.append(bytes[at])
                at += 1
            }
        }
        return String(decoding: kept, as: UTF8.self)
    }

    /// Whether there is nothing but white space and comments.
    func isBlank(_ range: Range<Int>) -> Bool {
        skipBlank(from: range.lowerBound, to: range.upperBound) == range.upperBound
    }

    /// The end of the declaration or statement whose node ends at `end`: after its semicolon.
    /// - Parameter limit: where the next sibling starts; a semicolon there is its own.
    func endOfStatement(endingAt end: Int, limit: Int) -> Int? {
        guard end > 0, end <= bytes.count else { return nil }
        if bytes[end - 1] == 0x3b { return end }
        if let next = skipBlank(from: end, to: limit), next < limit, bytes[next] == 0x3b {
            return next + 1
        }
        return bytes[end - 1] == 0x7d ? end : nil
    }

    /// The start of the comments that stand directly above `start`, not before `limit`, which is
    /// the end of what comes before; a comment on that one's line belongs to it.
    func startOfComments(above start: Int, limit: Int) -> Int {
        var from = limit
        while from < start, bytes[from] != 0x0a {
            if bytes[from] == 0x2f { from = endOfComment(from, to: start) } else { from += 1 }
        }
        guard isBlank(from..<start) else { return start }
        while from < start, [0x20, 0x09, 0x0a, 0x0d].contains(bytes[from]) { from += 1 }
        return from
    }

    func endOfComment(_ start: Int, to end: Int) -> Int {
        var at = start + 2
        let isBlock = start + 1 < end && bytes[start + 1] == 0x2a
        while at < end {
            if isBlock, bytes[at] == 0x2a, at + 1 < end, bytes[at + 1] == 0x2f { return at + 2 }
            if !isBlock, bytes[at] == 0x0a { return at }
            at += 1
        }
        return end
    }

    /// Whether a line in the range starts with `#`; comments and strings may say so falsely.
    func hasDirective(_ range: Range<Int>) -> Bool {
        var atLineStart = false
        for at in range {
            switch bytes[at] {
            case 0x0a: atLineStart = true
            case 0x20, 0x09, 0x0d: break
            case 0x23 where atLineStart: return true
            default: atLineStart = false
            }
        }
        return false
    }

    /// Everything in the range that is spelled like an identifier, comments included.
    func identifiers(_ range: Range<Int>) -> Set<String> {
        var found: Set<String> = []
        var at = range.lowerBound
        while at < range.upperBound {
            var end = at
            while end < range.upperBound, isIdentifier(bytes[end]) { end += 1 }
            if end > at, !(0x30...0x39).contains(bytes[at]) { found.insert(text(at..<end)) }
            at = max(end, at + 1)
        }
        return found
    }

    /// Where each identifier stands outside comments, strings and character constants.
    func offsetsOfIdentifiers() -> [String: [Int]] {
        var found: [String: [Int]] = [:]
        var at = 0
        while at < bytes.count {
            switch bytes[at] {
            case 0x2f where at + 1 < bytes.count && [0x2a, 0x2f].contains(bytes[at + 1]):
                at = endOfComment(at, to: bytes.count)
            case 0x22, 0x27: at = endOfLiteral(at)
            case let byte where isIdentifier(byte):
                let start = at
                while at < bytes.count, isIdentifier(bytes[at]) { at += 1 }
                if !(0x30...0x39).contains(byte) {
                    found[text(start..<at), default: []].append(start)
                }
            default: at += 1
            }
        }
        return found
    }

    /// A quote that its line does not close is none, as in the text of an `#error`.
    func endOfLiteral(_ start: Int) -> Int {
        var at = start + 1
        while at < bytes.count, bytes[at] != 0x0a {
            if bytes[at] == bytes[start] { return at + 1 }
            at += bytes[at] == 0x5c ? 2 : 1
        }
        return start + 1
    }

    func isIdentifier(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x5f, 0x24, 0x80...: true
        default: false
        }
    }
}

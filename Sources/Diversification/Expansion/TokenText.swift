/// Preprocessed text as a reader of tokens sees it: blanks count only where they part two words.
package struct TokenText {
    private let bytes: [UInt8]

    package init(_ text: [UInt8]) {
        var kept: [UInt8] = []
        kept.reserveCapacity(text.count)
        var at = 0
        var wasBlank = false
        while at < text.count {
            let byte = text[at]
            if byte <= 0x20 {
                wasBlank = true
                at += 1
                continue
            }
            if wasBlank, let last = kept.last, Self.isWord(last), Self.isWord(byte) {
                kept.append(0x20)
            }
            wasBlank = false
            guard byte == 0x22 || byte == 0x27 else {
                kept.append(byte)
                at += 1
                continue
            }
            let end = Self.endOfLiteral(text, at)
            kept += text[at..<end]
            at = end
        }
        bytes = kept
    }

    /// Some text around the first difference; nil when there is none.
    package func difference(from other: TokenText) -> String? {
        guard bytes != other.bytes else { return nil }
        let same = zip(bytes, other.bytes).prefix { $0 == $1 }.count
        let excerpt = bytes[max(0, same - 20)..<min(bytes.count, same + 20)]
        return String(decoding: excerpt, as: UTF8.self)
    }

    private static func endOfLiteral(_ text: [UInt8], _ start: Int) -> Int {
        var at = start + 1
        while at < text.count, text[at] != text[start], text[at] != 0x0a {
            at += text[at] == 0x5c ? 2 : 1
        }
        return min(at + 1, text.count)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x5f, 0x24, 0x2e, 0x80...: true
        default: false
        }
    }
}

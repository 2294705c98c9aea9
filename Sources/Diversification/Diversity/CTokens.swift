/// The tokens of a C text, for comparing texts: white space, comments and preprocessor lines are
/// left out. Never fails; an unended string or comment reaches to the end.
struct CTokens {
    private(set) var ranges: [Range<Int>] = []
    let bytes: [UInt8]
    private var at = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var isLineStart = true
        while at < bytes.count {
            let byte = bytes[at]
            switch byte {
            case 0x0a:
                isLineStart = true
                at += 1
            case 0x20, 0x09, 0x0b, 0x0c, 0x0d: at += 1
            case 0x23 where isLineStart: skipLine()
            case 0x2f where peek == 0x2f: skipLine()
            case 0x2f where peek == 0x2a: skipComment()
            default:
                isLineStart = false
                let start = at
                token(from: byte)
                ranges.append(start..<at)
            }
        }
    }

    var count: Int { ranges.count }

    /// The token's first byte tells punctuators apart as far as blocks and statements go.
    func first(_ index: Int) -> UInt8 { bytes[ranges[index].lowerBound] }

    func text(_ index: Int) -> String { String(decoding: bytes[ranges[index]], as: UTF8.self) }

    func isName(_ index: Int) -> Bool {
        Self.isNamePart(first(index)) && !(0x30...0x39).contains(first(index))
    }

    /// Of the tokens' texts with one separator each.
    func digest(_ tokens: Range<Int>) -> UInt64 {
        Digest.of(tokens.lazy.flatMap { bytes[ranges[$0]] + [0x20] })
    }

    private var peek: UInt8 { at + 1 < bytes.count ? bytes[at + 1] : 0 }

    private mutating func token(from byte: UInt8) {
        if byte == 0x22 || byte == 0x27 {
            at += 1
            while at < bytes.count, bytes[at] != byte, bytes[at] != 0x0a {
                at += bytes[at] == 0x5c ? 2 : 1
            }
            at = min(at + 1, bytes.count)
        } else if Self.isNamePart(byte) {
            while at < bytes.count, Self.isNamePart(bytes[at]) { at += 1 }
        } else {
            at += 1
        }
    }

    /// To the end of the line, or of the lines that a backslash joins to it.
    private mutating func skipLine() {
        while at < bytes.count, bytes[at] != 0x0a { at += bytes[at] == 0x5c ? 2 : 1 }
        at = min(at, bytes.count)
    }

    private mutating func skipComment() {
        at += 2
        while at < bytes.count, bytes[at] != 0x2a || peek != 0x2f { at += 1 }
        at = min(at + 2, bytes.count)
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x5f, 0x24, 0x80...: true
        default: false
        }
    }
}

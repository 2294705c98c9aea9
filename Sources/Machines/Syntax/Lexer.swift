/// Cuts a text into tokens. Comments and pragmas are left out.
struct Lexer {
    /// Of one identifier.
    static let nameBytesMax = 250

    let bytes: [UInt8]
    let file: Int32
    let limits: MachineLimits
    var position = 0
    var tokens: [Token] = []
    var diagnostics: [Diagnostic] = []

    init(_ source: SourceText, file: Int32, limits: MachineLimits) {
        bytes = source.bytes
        self.file = file
        self.limits = limits
    }

    /// Every token of the text and one `endOfText`; what cannot be read is in `diagnostics`.
    mutating func read(_ names: NameTable) {
        guard bytes.count <= min(limits.textBytesMax, 1 << 30) else {
            refuse(0, 0, "the text has \(bytes.count) bytes, limit \(limits.textBytesMax)")
            position = bytes.count
            append(.endOfText, from: position, names)
            return
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        while position < bytes.count, diagnostics.count < Diagnostic.countMax {
            guard tokens.count < limits.tokensMax else {
                refuse(position, position + 1, "more than \(limits.tokensMax) tokens")
                break
            }
            if !skipsSpace() { readToken(names) }
        }
        position = bytes.count
        append(.endOfText, from: position, names)
    }

    private mutating func readToken(_ names: NameTable) {
        let start = position
        let byte = bytes[start]
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): readNumber(names)
        case UInt8(ascii: "\""): readString(names)
        case UInt8(ascii: "`"): readQuotedName(names)
        case _ where isLetter(at: start) > 0: readWord(names)
        case 0x80...: readUnicodeSymbol(names)
        default: readSymbol(names)
        }
    }

    /// Skips one run of blanks or one comment.
    private mutating func skipsSpace() -> Bool {
        let byte = bytes[position]
        if byte <= 0x20 || byte == 0x7F {
            position += 1
            return true
        }
        if byte == UInt8(ascii: "/"), let next = peek(1) {
            if next == UInt8(ascii: "*") {
                skipComment()
                return true
            }
            if next == UInt8(ascii: "/") {
                skipLine()
                return true
            }
        }
        if byte == UInt8(ascii: "#"), peek(1) == UInt8(ascii: "!"), tokens.isEmpty {
            skipLine()
            return true
        }
        guard byte >= 0x80, let (scalar, length) = scalar(at: position) else { return false }
        guard scalar.properties.isWhitespace || scalar.value == 0xFEFF else { return false }
        position += length
        return true
    }

    private mutating func skipLine() {
        while position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0x0D {
            position += 1
        }
    }

    private mutating func skipComment() {
        let start = position
        position += 2
        while position + 1 < bytes.count {
            if bytes[position] == UInt8(ascii: "*"), bytes[position + 1] == UInt8(ascii: "/") {
                position += 2
                return
            }
            position += 1
        }
        position = bytes.count
        refuse(start, start + 2, "the comment is not closed", hint: "end it with '*/'")
    }

    private mutating func readNumber(_ names: NameTable) {
        let start = position
        if bytes[start] == UInt8(ascii: "0"), peek(1) == UInt8(ascii: "x") {
            position += 2
            while isWordByte(at: position) { position += 1 }
            refuseUnsupported(start, "hexadecimal number")
            return append(.integer, from: start, text: "0", names)
        }
        while isDigit(at: position) { position += 1 }
        if position < bytes.count, bytes[position] == UInt8(ascii: "."), isDigit(at: position + 1) {
            position += 1
            while isDigit(at: position) { position += 1 }
            refuseUnsupported(start, "real number")
            return append(.integer, from: start, text: "0", names)
        }
        if (position - start) * 3 > limits.integerBitsMax {
            refuse(start, position, "the number has more than \(limits.integerBitsMax) bits")
            return append(.integer, from: start, text: "0", names)
        }
        append(.integer, from: start, names)
    }

    private mutating func readString(_ names: NameTable) {
        let start = position
        position += 1
        var content: [UInt8] = []
        while position < bytes.count, bytes[position] != 0x0A {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "\"") {
                let text = String(decoding: content, as: UTF8.self)
                return append(.string, from: start, text: text, names)
            }
            if byte == UInt8(ascii: "\\"), position < bytes.count {
                content.append(Self.escaped(bytes[position], &content))
                position += 1
            } else {
                content.append(byte)
            }
        }
        refuse(start, start + 1, "the string is not closed on its line", hint: "end it with '\"'")
    }

    /// What stands for an escaped byte; other bytes than B's own keep their backslash.
    private static func escaped(_ byte: UInt8, _ content: inout [UInt8]) -> UInt8 {
        switch byte {
        case UInt8(ascii: "n"): return 0x0A
        case UInt8(ascii: "t"): return 0x09
        case UInt8(ascii: "r"): return 0x0D
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "'"): return byte
        default:
            content.append(UInt8(ascii: "\\"))
            return byte
        }
    }

    private mutating func readQuotedName(_ names: NameTable) {
        let start = position
        position += 1
        while position < bytes.count, bytes[position] != UInt8(ascii: "`"), bytes[position] != 0x0A
        {
            position += 1
        }
        guard position < bytes.count, bytes[position] == UInt8(ascii: "`"), position > start + 1,
            position - start <= Self.nameBytesMax
        else { return refuse(start, start + 1, "the quoted identifier is not closed") }
        let text = String(decoding: bytes[(start + 1)..<position], as: UTF8.self)
        position += 1
        append(.identifier, from: start, text: text, names)
    }

    /// An identifier, with the prefixes of renamed machines (`M1.speed`), or a word of B.
    private mutating func readWord(_ names: NameTable) {
        let start = position
        skipWord()
        while position < bytes.count, bytes[position] == UInt8(ascii: "."),
            isLetter(at: position + 1) > 0
        {
            position += 1
            skipWord()
        }
        guard position - start <= Self.nameBytesMax else {
            return refuse(
                start, start + 1,
                "a name of \(position - start) bytes, limit \(Self.nameBytesMax)")
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        append(TokenKind.spellings[text] ?? .identifier, from: start, text: text, names)
    }

    private mutating func skipWord() {
        while position < bytes.count {
            if isWordByte(at: position) {
                position += 1
            } else {
                let length = isLetter(at: position)
                if length == 0 { return }
                position += length
            }
        }
    }
}

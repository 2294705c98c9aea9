extension Lexer {
    /// Symbols that only exist outside ASCII, and what they stand for.
    private static let unicodeSymbols: [UInt32: TokenKind] = [
        0x2200: .forAll, 0x2203: .exists, 0x03BB: .lambda, 0x1D706: .lambda, 0x2227: .and,
        0x2228: .or, 0x00AC: .not, 0x21D2: .implies, 0x27F9: .implies, 0x21D4: .equivalent,
        0x27FA: .equivalent, 0x2260: .notEqual, 0x2208: .member, 0x2209: .notMember,
        0x2286: .subset, 0x2288: .notSubset, 0x2282: .strictSubset, 0x228A: .strictSubset,
        0x2284: .notStrictSubset, 0x2264: .lessOrEqual, 0x2265: .greaterOrEqual, 0x2254: .assigns,
        0x2190: .returns, 0x27F5: .returns, 0x2212: .minus, 0x2217: .times, 0x00D7: .cartesian,
        0x2A2F: .cartesian, 0x00F7: .divide, 0x02C4: .power, 0x2025: .interval, 0x21A6: .maplet,
        0x222A: .union, 0x2229: .intersection, 0x2216: .setMinus, 0x2194: .relation,
        0x21F8: .partialFunction, 0x2192: .totalFunction, 0x2914: .partialInjection,
        0x21A3: .totalInjection, 0x2900: .partialSurjection, 0x21A0: .totalSurjection,
        0x2916: .totalBijection, 0x25C1: .domainRestriction, 0x2A64: .domainSubtraction,
        0x25C0: .domainSubtraction, 0x25B7: .rangeRestriction, 0x2A65: .rangeSubtraction,
        0x25B6: .rangeSubtraction, 0x22D6: .overriding, 0xE103: .overriding,
        0x2297: .directProduct, 0x2312: .concatenate, 0x21FE: .prepend, 0x21FD: .append,
        0x2191: .prefix, 0x2193: .suffix, 0x223C: .inverse, 0x2205: .emptySet,
        0x2223: .bar, 0x2225: .parallel, 0x2016: .parallel, 0x22C5: .dot, 0x00B7: .dot,
        0x2022: .dot, 0x22A4: .trueConstant, 0x22A5: .falseConstant, 0x2211: .sum,
        0x220F: .product, 0x22C3: .quantifiedUnion, 0x22C2: .quantifiedIntersection,
        0x225C: .defines,
    ]
    /// Symbols for words, and the word.
    private static let unicodeWords: [UInt32: String] = [
        0x2124: "INTEGER", 0x2115: "NATURAL", 0x1D539: "BOOL", 0x2119: "POW",
    ]
    /// Known symbols of B's relatives, and what they are called when they are refused.
    private static let refusedSymbols: [String: String] = [
        "<<->": "total relation <<->", "<->>": "surjective relation <->>",
        "<<->>": "total surjective relation <<->>", "'''": "multi-line string",
        "@finite": "predicate @finite", "@partition": "predicate @partition",
        "@prj1": "expression @prj1", "@prj2": "expression @prj2",
    ]

    mutating func readUnicodeSymbol(_ names: NameTable) {
        let start = position
        guard let (scalar, length) = scalar(at: start) else {
            position += 1
            return refuse(start, start + 1, "a byte that is no part of a UTF-8 text")
        }
        position += length
        if let kind = Self.unicodeSymbols[scalar.value] {
            return append(kind, from: start, text: kind.rawValue, names)
        }
        if var word = Self.unicodeWords[scalar.value] {
            word += skipsOne() ? "1" : ""
            return append(TokenKind.spellings[word] ?? .identifier, from: start, text: word, names)
        }
        refuse(start, position, "unknown symbol '\(scalar)'")
    }

    /// `ℕ1`, `ℕ₁`
    private mutating func skipsOne() -> Bool {
        if peek(0) == UInt8(ascii: "1") {
            position += 1
            return true
        }
        guard position < bytes.count, let (scalar, length) = scalar(at: position),
            scalar.value == 0x2081
        else { return false }
        position += length
        return true
    }

    /// The longest symbol that stands here.
    mutating func readSymbol(_ names: NameTable) {
        let start = position
        for (symbol, name) in Self.refusedSymbols where hasText(symbol) {
            if symbol == "<<->" && hasText("<<->>") { continue }
            position += symbol.utf8.count
            return refuseUnsupported(start, name)
        }
        for length in stride(from: min(4, bytes.count - start), to: 0, by: -1) {
            let text = String(decoding: bytes[start..<(start + length)], as: UTF8.self)
            guard let kind = TokenKind.spellings[text] else { continue }
            position += length
            return append(kind, from: start, text: text, names)
        }
        position += 1
        refuse(
            start, position, "unknown symbol '\(String(decoding: [bytes[start]], as: UTF8.self))'")
    }

    private func hasText(_ text: String) -> Bool {
        bytes[position...].starts(with: text.utf8)
    }
}

extension Lexer {
    func peek(_ offset: Int) -> UInt8? {
        position + offset < bytes.count ? bytes[position + offset] : nil
    }

    func isDigit(at index: Int) -> Bool {
        index < bytes.count && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index])
    }

    /// An ASCII letter, digit or underscore.
    func isWordByte(at index: Int) -> Bool {
        guard index < bytes.count else { return false }
        let byte = bytes[index]
        return isDigit(at: index) || byte == UInt8(ascii: "_")
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    /// Bytes of the letter that stands here, 0 when it is none. Symbols that are letters to
    /// Unicode but operators to B are none.
    func isLetter(at index: Int) -> Int {
        guard index < bytes.count else { return 0 }
        let byte = bytes[index]
        if byte < 0x80 {
            return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) ? 1 : 0
        }
        guard let (scalar, length) = scalar(at: index) else { return 0 }
        if Self.isOperator(scalar.value) { return 0 }
        let isLetter = scalar.properties.isAlphabetic || (0x2080...0x2089).contains(scalar.value)
        return isLetter ? length : 0
    }

    private static func isOperator(_ value: UInt32) -> Bool {
        unicodeSymbols[value] != nil || unicodeWords[value] != nil
    }

    /// The Unicode scalar whose bytes begin here, and their number.
    func scalar(at index: Int) -> (Unicode.Scalar, Int)? {
        var iterator = bytes[index..<min(index + 4, bytes.count)].makeIterator()
        var decoder = UTF8()
        guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return nil }
        return (scalar, UTF8.width(scalar))
    }

    mutating func append(_ kind: TokenKind, from start: Int, _ names: NameTable) {
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        append(kind, from: start, text: text, names)
    }

    mutating func append(
        _ kind: TokenKind, from start: Int, text: String, _ names: NameTable
    ) {
        let span = SourceSpan(file: file, start: Int32(start), end: Int32(position))
        tokens.append(Token(kind: kind, name: names.intern(text), span: span))
    }

    mutating func refuse(_ start: Int, _ end: Int, _ message: String, hint: String = "") {
        let span = SourceSpan(file: file, start: Int32(start), end: Int32(end))
        diagnostics.append(Diagnostic(.error, span, message, hint: hint))
    }

    mutating func refuseUnsupported(_ start: Int, _ name: String) {
        let span = SourceSpan(file: file, start: Int32(start), end: Int32(position))
        diagnostics.append(.unsupported(span, name))
    }
}

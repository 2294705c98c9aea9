/// Strings, by code points.
extension CanonicalJSON {
    /// From its opening quote to behind its closing one.
    mutating func readString(_ cursor: inout Cursor) throws(Malformation) {
        text.append(UInt8(ascii: "\""))
        cursor.at += 1
        while let byte = cursor.next {
            switch byte {
            case UInt8(ascii: "\""):
                text.append(byte)
                cursor.at += 1
                return
            case UInt8(ascii: "\\"): try readEscape(&cursor)
            case 0..<0x20: throw cursor.noJSON
            case 0x80...: try readUTF8(&cursor)
            default: appendPlain(&cursor)
            }
        }
        throw cursor.noJSON
    }

    /// A run of ASCII that stands for itself.
    private mutating func appendPlain(_ cursor: inout Cursor) {
        let start = cursor.at
        while let byte = cursor.next, byte >= 0x20, byte < 0x80, byte != UInt8(ascii: "\""),
            byte != UInt8(ascii: "\\")
        {
            cursor.at += 1
        }
        AnswerField.append(cursor.bytes, start..<cursor.at, to: &text)
    }

    /// One code point beyond ASCII (The Unicode Standard, table 3-7).
    private mutating func readUTF8(_ cursor: inout Cursor) throws(Malformation) {
        let lead = cursor.bytes[cursor.at]
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch lead {
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF:
            length = 3
            if lead == 0xE0 { second = 0xA0...0xBF }
            if lead == 0xED { second = 0x80...0x9F }
        case 0xF0...0xF4:
            length = 4
            if lead == 0xF0 { second = 0x90...0xBF }
            if lead == 0xF4 { second = 0x80...0x8F }
        default: throw cursor.noJSON
        }
        text.append(lead)
        cursor.at += 1
        for place in 1..<length {
            guard let byte = cursor.next, (place == 1 ? second : 0x80...0xBF).contains(byte) else {
                throw cursor.noJSON
            }
            text.append(byte)
            cursor.at += 1
        }
    }

    private mutating func readEscape(_ cursor: inout Cursor) throws(Malformation) {
        let start = cursor.at
        cursor.at += 1
        guard let kind = cursor.next else { throw cursor.noJSON }
        cursor.at += 1
        switch kind {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): append(scalar: UInt32(kind))
        case UInt8(ascii: "b"): append(scalar: 0x08)
        case UInt8(ascii: "f"): append(scalar: 0x0C)
        case UInt8(ascii: "n"): append(scalar: 0x0A)
        case UInt8(ascii: "r"): append(scalar: 0x0D)
        case UInt8(ascii: "t"): append(scalar: 0x09)
        case UInt8(ascii: "u"):
            let high = try readHexadecimal(&cursor)
            guard 0xD800...0xDFFF ~= high else { return append(scalar: high) }
            guard high < 0xDC00, cursor.skip(UInt8(ascii: "\\")), cursor.skip(UInt8(ascii: "u"))
            else { throw Malformation(.notJSON, field: nil, offset: start) }
            let low = try readHexadecimal(&cursor)
            guard 0xDC00...0xDFFF ~= low else {
                throw Malformation(.notJSON, field: nil, offset: start)
            }
            append(scalar: 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
        default:
            cursor.at -= 1
            throw cursor.noJSON
        }
    }

    private func readHexadecimal(_ cursor: inout Cursor) throws(Malformation) -> UInt32 {
        var scalar: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = cursor.next, let digit = Hexadecimal.value(byte) else {
                throw cursor.noJSON
            }
            scalar = scalar << 4 | UInt32(digit)
            cursor.at += 1
        }
        return scalar
    }

    /// As it stands in the canonical form; no surrogate.
    private mutating func append(scalar: UInt32) {
        switch scalar {
        case 0x22, 0x5C:
            text.append(UInt8(ascii: "\\"))
            text.append(UInt8(scalar))
        case ..<0x20:
            text.append(UInt8(ascii: "\\"))
            text.append(UInt8(ascii: "u"))
            text.append(UInt8(ascii: "0"))
            text.append(UInt8(ascii: "0"))
            text.append(Hexadecimal.digit(UInt8(scalar >> 4)))
            text.append(Hexadecimal.digit(UInt8(scalar & 15)))
        case ..<0x80: text.append(UInt8(scalar))
        case ..<0x800:
            text.append(0xC0 | UInt8(scalar >> 6))
            appendContinuation(scalar)
        case ..<0x10000:
            text.append(0xE0 | UInt8(scalar >> 12))
            appendContinuation(scalar >> 6)
            appendContinuation(scalar)
        default:
            text.append(0xF0 | UInt8(scalar >> 18))
            appendContinuation(scalar >> 12)
            appendContinuation(scalar >> 6)
            appendContinuation(scalar)
        }
    }

    private mutating func appendContinuation(_ bits: UInt32) {
        text.append(0x80 | UInt8(bits & 0x3F))
    }

    /// A member's name as it stands in the canonical form, with quotes.
    static func name(_ name: String) -> [UInt8] {
        var json = CanonicalJSON()
        json.text.append(UInt8(ascii: "\""))
        for scalar in name.unicodeScalars { json.append(scalar: scalar.value) }
        json.text.append(UInt8(ascii: "\""))
        return json.text
    }

    /// Appends what a string of the canonical form stands for.
    ///
    /// - Parameter string: where it stands in `text`, with its quotes.
    func appendContent(of string: Range<Int>, to forms: inout [UInt8]) {
        var index = string.lowerBound + 1
        let end = string.upperBound - 1
        while index < end {
            var byte = text[index]
            index += 1
            if byte == UInt8(ascii: "\\") {
                byte = text[index]
                index += 1
                if byte == UInt8(ascii: "u") {
                    let high = Hexadecimal.value(text[index + 2]) ?? 0
                    let low = Hexadecimal.value(text[index + 3]) ?? 0
                    byte = high << 4 | low
                    index += 4
                }
            }
            forms.append(byte)
        }
    }
}

/// Hexadecimal digits.
enum Hexadecimal {
    /// 0 to 15; nil for another byte.
    static func value(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }

    /// In lower case.
    static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? 0x30 + value : 0x61 + value - 10
    }
}

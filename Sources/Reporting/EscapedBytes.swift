/// Bytes of answers and demands as text that harms no terminal and no table.
package enum EscapedBytes {
    /// Valid UTF-8 without control, format and private characters stays; a line feed becomes
    /// `\n`, a tab `\t`, a backslash `\\`, any other byte `\xHH`.
    package static func text(_ bytes: some Collection<UInt8>) -> String {
        var text = ""
        var decoder = UTF8()
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            var iterator = rest.makeIterator()
            if case .scalarValue(let scalar) = decoder.decode(&iterator), isPrintable(scalar) {
                text.unicodeScalars.append(scalar)
                rest = rest.dropFirst(UTF8.width(scalar))
            } else {
                text += escaped(rest[rest.startIndex])
                rest = rest.dropFirst()
            }
            decoder = UTF8()
        }
        return text
    }

    /// The same, at most so many characters long, the last of them `…` when more were there.
    ///
    /// - Parameter isClipped: whether the bytes themselves are only a beginning.
    package static func text(
        _ bytes: some Collection<UInt8>, columns: Int, isClipped: Bool = false
    ) -> String {
        let whole = text(bytes.prefix(columns + 1))
        if whole.count <= columns, bytes.count <= columns, !isClipped { return whole }
        return whole.prefix(columns - 1) + "…"
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        if scalar == "\\" { return false }
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
            .paragraphSeparator:
            return false
        default: return true
        }
    }

    private static func escaped(_ byte: UInt8) -> String {
        switch byte {
        case 0x0A: return "\\n"
        case 0x0D: return "\\r"
        case 0x09: return "\\t"
        case UInt8(ascii: "\\"): return "\\\\"
        default:
            let digits = String(byte, radix: 16)
            return "\\x" + (digits.count < 2 ? "0" : "") + digits
        }
    }
}

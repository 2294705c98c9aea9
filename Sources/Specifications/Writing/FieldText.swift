import Machines

/// One value of a demand's field as text.
struct FieldText {
    let field: DemandSchema.Field
    let format: DemandSchema.Format

    /// Of a field that nothing reads.
    var neutral: String? {
        switch field.type {
        case .integer: return "\(number)"
        case .real(let decimals): return DecimalText.format(number, decimals: decimals ?? 0)
        case .boolean: return format == .json ? "false" : "0"
        case .enumeration(let words): return words.first.map(word)
        case .bits(let width): return word(String(repeating: "0", count: width))
        case .text: return word("x")
        }
    }

    private var number: Int64 {
        guard let range = field.range else { return 0 }
        return range.contains(0) ? 0 : range.lowerBound
    }

    /// Nil when the field does not have this value.
    func text(_ value: Value, _ form: ValueForm) -> String? {
        switch (form, value) {
        case (.integer, .integer(let number)):
            if let range = field.range, !range.contains(Int64(number)) { return nil }
            switch field.type {
            case .integer: return "\(number)"
            case .real(let decimals):
                return DecimalText.format(Int64(number), decimals: decimals ?? 0)
            default: return nil
            }
        case (.boolean, .boolean(let isTrue)):
            if case .bits = field.type { return word(isTrue ? "1" : "0") }
            return format == .json ? "\(isTrue)" : isTrue ? "1" : "0"
        case (.element(_, let indices), .element(_, let index)):
            guard case .enumeration(let words) = field.type,
                let place = indices.firstIndex(of: index), words.indices.contains(place)
            else { return nil }
            return word(words[place])
        case (.string, .string(let text)): return isWritable(text) ? word(text) : nil
        case (.bits, .set(let bits)):
            guard case .bits(let width) = field.type, let images = bits.listElements,
                images.count == width
            else { return nil }
            return word(images.map { $0 == .boolean(true) ? "1" : "0" }.joined())
        default: return nil
        }
    }

    private func word(_ text: String) -> String { format == .json ? Self.quoted(text) : text }

    /// Whether the text is read back as it is.
    private func isWritable(_ text: String) -> Bool {
        guard case .separated(let separator) = format else { return true }
        let bytes = Array(text.utf8)
        if bytes.isEmpty || bytes.contains(UInt8(ascii: "\n")) { return false }
        if separator != UInt8(ascii: " ") { return !bytes.contains(separator) }
        return !bytes.contains { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    }

    /// A string of JSON.
    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}

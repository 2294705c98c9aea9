/// A state as a program saves it, `name=value;name=value`, values as B writes them. What names no
/// variable is the program's own affair.
struct SavedState: Equatable {
    private(set) var values: [String: String] = [:]

    /// Nil for what is no such text. Semicolons within brackets and strings do not separate.
    init?(_ bytes: UnsafeRawBufferPointer) {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        for part in Self.parts(of: text) {
            guard let equals = part.firstIndex(of: "=") else { return nil }
            let name = String(part[..<equals])
            let value = String(part[part.index(after: equals)...])
            guard !name.isEmpty, values.updateValue(value, forKey: name) == nil else { return nil }
        }
    }

    private static func parts(of text: String) -> [Substring] {
        var parts: [Substring] = []
        var (start, depth, isString, isEscaped) = (text.startIndex, 0, false, false)
        for place in text.indices {
            let character = text[place]
            if isEscaped {
                isEscaped = false
                continue
            }
            switch character {
            case "\\": isEscaped = isString
            case "\"": isString.toggle()
            case "(", "[", "{": depth += isString ? 0 : 1
            case ")", "]", "}": depth -= isString ? 0 : 1
            case ";" where depth <= 0 && !isString:
                parts.append(text[start..<place])
                start = text.index(after: place)
            default: break
            }
        }
        return parts + [text[start...]]
    }
}

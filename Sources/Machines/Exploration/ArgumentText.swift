/// Values as people list them: `speed = 12, mode = ON`, or without names `12, ON`.
package struct ArgumentText: Equatable, Sendable {
    package struct Item: Equatable, Sendable {
        /// Nil when only a value is given.
        package var name: String?
        package var value: String

        package init(name: String?, value: String) {
            self.name = name
            self.value = value
        }
    }

    package let items: [Item]

    /// Commas within brackets and strings do not separate.
    package init(_ text: String) {
        items = Self.split(text).map(Self.item)
    }

    private static func split(_ text: String) -> [String] {
        var pieces = [""]
        var depth = 0
        var (isString, isEscaped) = (false, false)
        for character in text {
            if isEscaped {
                isEscaped = false
                pieces[pieces.count - 1].append(character)
                continue
            }
            switch character {
            case "\\": isEscaped = isString
            case "\"": isString.toggle()
            case "(", "[", "{": depth += isString ? 0 : 1
            case ")", "]", "}": depth -= isString ? 0 : 1
            default: break
            }
            if character == ",", depth <= 0, !isString {
                pieces.append("")
            } else {
                pieces[pieces.count - 1].append(character)
            }
        }
        let trimmed = pieces.map(Self.trimmed)
        return trimmed == [""] ? [] : trimmed
    }

    private static func item(_ piece: String) -> Item {
        let name = piece.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
        let rest = trimmed(String(piece.dropFirst(name.count)))
        guard !name.isEmpty, rest.hasPrefix("="), !rest.hasPrefix("=>") else {
            return Item(name: nil, value: piece)
        }
        return Item(name: String(name), value: trimmed(String(rest.dropFirst())))
    }

    private static func trimmed(_ text: String) -> String {
        var text = text[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}

extension AnswerSchema {
    /// Why answers cannot be read by it, as a lower-case fragment; nil when they can.
    package var flaw: String? {
        if let flaw = separatorFlaw { return flaw }
        if !(1...Self.fieldsMax ~= fields.count) {
            return "\(fields.count) fields: an answer has 1 to \(Self.fieldsMax)"
        }
        if let flaw = joinFlaw { return flaw }
        if format == .whole, fields.count(where: { !$0.isJoined }) > 1 {
            return "\(fields.count) fields: a whole answer is one"
        }
        for field in fields {
            if let flaw = field.flaw(in: format) { return "field '\(field.name)': \(flaw)" }
        }
        return Self.repeated(fields.map(\.name)).map { "two fields '\($0)'" }
    }

    package static let fieldsMax = 64

    private var joinFlaw: String? {
        for (index, field) in fields.enumerated() where field.isJoined {
            let flaw = "field '\(field.name)' is joined, "
            if index == 0 { return flaw + "but is the first" }
            if format == .json { return flaw + "but members of an object are not" }
            for type in [fields[index - 1].type, field.type] {
                guard case .bits = type else { return flaw + "but \(type.name) is no bit string" }
            }
        }
        return nil
    }

    /// Without hashing, whose seed a locked-down process could not draw.
    static func repeated(_ names: [String]) -> String? {
        let sorted = names.sorted()
        return zip(sorted, sorted.dropFirst()).first { $0 == $1 }?.0
    }

    private var separatorFlaw: String? {
        guard case .separated(let byte) = format else { return nil }
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "+"), UInt8(ascii: "-"),
            UInt8(ascii: "."), UInt8(ascii: "\""):
            return "separator is part of values: use another byte than a letter, digit or one of "
                + "'+-.\"'"
        case UInt8(ascii: "\n"): return "separator is the end of a line"
        default: return nil
        }
    }
}

extension AnswerField {
    /// Why its values cannot be read, as a lower-case fragment; nil when they can.
    package func flaw(in format: AnswerSchema.Format) -> String? {
        if name.isEmpty { return "it has no name" }
        switch type {
        case .bits(let width):
            if !(1...Self.widthMax ~= width) {
                return "\(width) bits: a bit string has 1 to \(Self.widthMax)"
            }
        case .enumeration(let words):
            if let flaw = Self.flaw(of: words, in: format) { return flaw }
        case .integer, .real, .text, .boolean, .json: break
        }
        if let flaw = rangeFlaw { return flaw }
        if allowsNonFinite, type != .real { return "only a real can be NaN or infinite" }
        return relation.flaw(for: type) ?? toleranceFlaw
    }

    /// A tolerance as wide as the values: a vote that nobody can lose.
    private var toleranceFlaw: String? {
        switch (relation, type) {
        case (.absolute(let most), _):
            guard let range, !allowsNonFinite, most > 0,
                range.upperBound - range.lowerBound <= most
            else { return nil }
        case (.bits(let most), .bits(let width)):
            if most < width { return nil }
        default: return nil
        }
        return "relation '\(RelationText.format(relation))' makes any two values the same: "
            + "use a smaller tolerance, or ignored"
    }

    package static let widthMax = 1 << 24

    private var rangeFlaw: String? {
        guard let range else { return nil }
        guard type == .integer || type == .real else { return "only numbers have a range" }
        return range.lowerBound <= range.upperBound ? nil : "its range is empty"
    }

    private static func flaw(of words: [String], in format: AnswerSchema.Format) -> String? {
        if words.isEmpty { return "an enumeration has at least one word" }
        if let word = AnswerSchema.repeated(words) { return "two words '\(word)'" }
        for word in words {
            if word.isEmpty { return "an enumeration's word is empty" }
            if format == .json { continue }
            if [word.utf8.first, word.utf8.last].contains(where: { $0.map(Blanks.isBlank) ?? true })
            {
                return "word '\(word)' starts or ends with a blank"
            }
            guard case .separated(let separator) = format else { continue }
            let isSpaced = separator == UInt8(ascii: " ")
            if word.utf8.contains(where: { $0 == separator || (isSpaced && Blanks.isBlank($0)) }) {
                return "word '\(word)' holds the separator"
            }
        }
        return nil
    }
}

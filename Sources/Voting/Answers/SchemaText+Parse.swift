extension SchemaText {
    /// - Returns: a schema without a flaw.
    package static func parse(_ text: String) throws(TextFlaw) -> AnswerSchema {
        var items = try TextWords(text).parts(between: UInt8(ascii: ";"))
        var schema = AnswerSchema(format: .separated(UInt8(ascii: " ")), fields: [])
        if let format = try parseFormat(items[0]) {
            schema.format = format
            items.removeFirst()
        }
        for var item in items {
            let start = item.next.lowerBound
            if schema.fields.count == AnswerSchema.fieldsMax {
                throw TextFlaw("expected at most \(AnswerSchema.fieldsMax) fields", at: start)
            }
            let field = try parseField(&item)
            if let flaw = field.flaw(in: schema.format) {
                throw TextFlaw("field '\(field.name)': \(flaw)", at: start)
            }
            schema.fields.append(field)
            if let flaw = schema.flaw { throw TextFlaw(flaw, at: start) }
        }
        if schema.fields.isEmpty { throw TextFlaw("expected a field", at: text.utf8.count) }
        return schema
    }

    /// - Returns: nil when it is a field; that has at least two words.
    private static func parseFormat(_ item: TextWords) throws(TextFlaw) -> AnswerSchema.Format? {
        var item = item
        var format: AnswerSchema.Format?
        if item.take(prefix: "separator=") {
            let word = item.take()
            let bytes = try PercentText.unescape(item.bytes[word])
            guard bytes.count == 1 else {
                throw TextFlaw("expected one byte as the separator", at: word.lowerBound)
            }
            format = .separated(bytes[0])
        } else {
            let word = item.take()
            if !item.next.isEmpty { return nil }
            switch item.text(word) {
            case "json": format = .json
            case "whole": format = .whole
            default: return nil
            }
        }
        if !item.next.isEmpty { throw TextFlaw("expected ';'", at: item.next.lowerBound) }
        return format
    }

    private static func parseField(_ item: inout TextWords) throws(TextFlaw) -> AnswerField {
        let word = item.take()
        if word.isEmpty { throw TextFlaw("expected a field", at: word.lowerBound) }
        let name = try PercentText.text(item.bytes[word])
        var field = AnswerField(name: name, type: try parseType(&item), relation: .bytes)
        field.relation = field.type.defaultRelation
        var seen: [String] = []
        while !item.next.isEmpty {
            let start = item.next.lowerBound
            let option = try parseOption(&item, into: &field)
            if seen.contains(option) { throw TextFlaw("expected '\(option)' only once", at: start) }
            seen.append(option)
        }
        return field
    }

    private static func parseType(
        _ item: inout TextWords
    ) throws(TextFlaw) -> AnswerField.FieldType {
        if item.take(prefix: "enum=") {
            // A blank ends the list: the next word is the rest of this one.
            let list = item.next
            let isEmpty = list.lowerBound != item.at || list.isEmpty
            if isEmpty { throw TextFlaw("expected words between '|'", at: item.at) }
            let pieces = item.bytes[item.take()].split(
                separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
            var words: [String] = []
            for piece in pieces { words.append(try PercentText.text(piece)) }
            return .enumeration(words)
        }
        let word = item.take()
        switch item.text(word) {
        case "integer": return .integer
        case "real": return .real
        case "text": return .text
        case "boolean": return .boolean
        case "json": return .json
        case "bits":
            let digits = item.take()
            guard let width = Int(item.text(digits)) else {
                throw TextFlaw("expected a number of bits", at: digits.lowerBound)
            }
            return .bits(width: width)
        default:
            let names = "integer, real, text, bits WIDTH, boolean, json, enum=A|B"
            throw TextFlaw("expected a type: \(names)", at: word.lowerBound)
        }
    }

    /// - Returns: its name.
    private static func parseOption(
        _ item: inout TextWords, into field: inout AnswerField
    ) throws(TextFlaw) -> String {
        if item.take(prefix: "relation=") {
            if item.next.lowerBound != item.at {
                throw TextFlaw("expected a relation", at: item.at)
            }
            field.relation = try RelationText.parse(&item)
            return "relation="
        }
        if item.take(prefix: "unit=") {
            let word = item.next
            if word.lowerBound != item.at || word.isEmpty {
                throw TextFlaw("expected a unit", at: item.at)
            }
            field.unit = try PercentText.text(item.bytes[item.take()])
            return "unit="
        }
        if item.take(prefix: "range=") {
            field.range = try parseRange(&item)
            return "range="
        }
        let word = item.take()
        switch item.text(word) {
        case "nonfinite": field.allowsNonFinite = true
        case "joined": field.isJoined = true
        default:
            let names = "unit=, range=, nonfinite, joined, relation="
            throw TextFlaw("expected an option: \(names)", at: word.lowerBound)
        }
        return item.text(word)
    }

    private static func parseRange(
        _ item: inout TextWords
    ) throws(TextFlaw) -> ClosedRange<Double> {
        let flaw = TextFlaw("expected two numbers, the lower one first: 0..120", at: item.at)
        let word = item.next
        guard word.lowerBound == item.at else { throw flaw }
        let bytes = item.bytes[item.take()]
        let point = UInt8(ascii: ".")
        guard
            let dots = bytes.indices.dropLast().first(where: {
                bytes[$0] == point && bytes[$0 + 1] == point
            }),
            let lower = NumberText.parse(String(decoding: bytes[..<dots], as: UTF8.self)),
            let upper = NumberText.parse(String(decoding: bytes[(dots + 2)...], as: UTF8.self)),
            lower <= upper
        else { throw flaw }
        return lower...upper
    }
}

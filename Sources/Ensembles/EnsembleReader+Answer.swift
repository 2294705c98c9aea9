import Voting

/// The schema of an answer. What it says by itself is checked here; how it fits the vote, later.
extension EnsembleReader {
    mutating func readAnswer(_ value: YamlValue?) {
        guard let value else { return }
        let keys = table(value, named: "answer", keys: EnsembleKey.answer)
        guard case .mapping = value.content else { return }
        let before = problems.count
        require(["format", "fields"], of: keys, "answer", value.place)
        let format = answerFormat(keys)
        var fields: [AnswerField] = []
        if let items = keys["fields"].flatMap({ list($0, "fields", of: "fields") }) {
            for item in items {
                guard let field = answerField(item, format) else { continue }
                if let policy = field.policy {
                    draft.vote.fieldPolicies += field.fields.indices.map {
                        VoteDraft.FieldPolicy(field: fields.count + $0, text: policy)
                    }
                }
                fields += field.fields
            }
        }
        guard problems.count == before, let format, let place = keys["fields"]?.place else {
            return
        }
        let schema = AnswerSchema(format: format, fields: fields)
        let isIgnored = !fields.isEmpty && fields.allSatisfy { $0.relation == .ignored }
        if let flaw = schema.flaw ?? (isIgnored ? "all fields are ignored" : nil) {
            problems.append(Problem(place, "fields: " + flaw))
            return
        }
        draft.vote.answer = Placed(schema, value.place)
    }

    private mutating func answerFormat(_ keys: [String: YamlValue]) -> AnswerSchema.Format? {
        let names = ["whole", "separated", "json"]
        let name = choice(keys["format"], "format", names) { names.contains($0) ? $0 : nil }
        let separator = separator(keys)
        guard let name else { return nil }
        if let separator, name.value != "separated" {
            problems.append(Problem(separator.place, "separator: only with format: separated"))
        }
        switch name.value {
        case "whole": return .whole
        case "json": return .json
        default: return .separated(separator?.value ?? UInt8(ascii: " "))
        }
    }

    mutating func separator(_ keys: [String: YamlValue]) -> Placed<UInt8>? {
        scalar(keys["separator"], "separator", "one byte, no line end") { text in
            let byte = text.utf8.first
            return text.utf8.count == 1 && byte != UInt8(ascii: "\n") && byte != 0 ? byte : nil
        }
    }

    /// More than one for a bit string of which each bit is a field.
    private mutating func answerField(
        _ item: YamlValue, _ format: AnswerSchema.Format?
    ) -> (fields: [AnswerField], policy: Placed<String>?)? {
        let keys = table(item, named: "fields", keys: EnsembleKey.field)
        guard case .mapping = item.content else { return nil }
        let before = problems.count
        require(["name", "type"], of: keys, "fields", item.place)
        let name = fieldName(keys["name"])
        let type = fieldType(keys, item.place, format)
        let unit = placedText(keys["unit"], "unit")
        let range = scalar(keys["range"], "range", "numbers as 0..120", read: NumberRange.parse)
        let allowsNonFinite = boolean(keys["nonFinite"], "nonFinite")
        let isEach = boolean(keys["each"], "each")
        let relation = relation(keys["relation"])
        let policy = placedText(keys["policy"], "policy")
        guard problems.count == before, let name, let type else { return nil }
        var field = AnswerField(
            name: name.value, type: type, unit: unit?.value ?? "", range: range?.value,
            allowsNonFinite: allowsNonFinite?.value ?? false,
            relation: relation?.value ?? type.defaultRelation)
        if let flaw = field.relation.flaw(for: type), let place = relation?.place {
            problems.append(Problem(place, "relation: " + flaw))
            return nil
        }
        if format == .json, let isEach, isEach.value {
            problems.append(Problem(isEach.place, "each: not with format: json"))
        }
        guard case .bits(let width) = type, isEach?.value == true else { return ([field], policy) }
        field.type = .bits(width: 1)
        // What is beyond the most is refused with all other fields; it need not be made.
        let bits = (0..<min(width, AnswerSchema.fieldsMax + 1)).map { number in
            var bit = field
            bit.name += ".\(number)"
            bit.isJoined = number > 0
            return bit
        }
        return (bits, policy)
    }

    mutating func require(
        _ needed: [String], of keys: [String: YamlValue], _ name: String, _ place: Problem.Place
    ) {
        for key in needed where keys[key] == nil {
            problems.append(Problem(place, "\(name): key '\(key)' is missing"))
        }
    }

    mutating func fieldName(_ value: YamlValue?) -> Placed<String>? {
        scalar(value, "name", "a name, 1 to \(EnsembleCheck.nameLengthMax) bytes of one line") {
            let bytes = $0.utf8
            let isName =
                1...EnsembleCheck.nameLengthMax ~= bytes.count
                && bytes.allSatisfy { $0 >= UInt8(ascii: " ") && $0 != 0x7F }
            return isName ? $0 : nil
        }
    }

    mutating func relation(_ value: YamlValue?) -> Placed<Relation>? {
        guard let text = placedText(value, "relation") else { return nil }
        do {
            return Placed(try RelationText.parse(text.value), text.place)
        } catch {
            problems.append(Problem(text.place, "relation: \(error)"))
            return nil
        }
    }
}

/// Types and the keys that belong to them.
extension EnsembleReader {
    private static let typeNames = [
        "integer", "real", "text", "bits", "boolean", "enumeration", "json",
    ]
    /// Keys that only some types have.
    private static let typeKeys = [
        ("range", ["integer", "real"]), ("nonFinite", ["real"]), ("width", ["bits"]),
        ("each", ["bits"]), ("words", ["enumeration"]),
    ]

    private mutating func fieldType(
        _ keys: [String: YamlValue], _ place: Problem.Place, _ format: AnswerSchema.Format?
    ) -> AnswerField.FieldType? {
        let names = Self.typeNames
        guard
            let name = choice(keys["type"], "type", names, read: { names.contains($0) ? $0 : nil })
        else { return nil }
        only(Self.typeKeys, keys, of: name.value)
        switch name.value {
        case "integer": return .integer
        case "real": return .real
        case "text": return .text
        case "boolean": return .boolean
        case "json": return .json
        case "bits":
            require(["width"], of: keys, "bits", place)
            return width(keys["width"]).map { .bits(width: $0) }
        default:
            require(["words"], of: keys, "enumeration", place)
            return words(keys["words"], format).map { .enumeration($0) }
        }
    }

    /// Refuses keys that this type does not have.
    mutating func only(
        _ rules: [(String, [String])], _ keys: [String: YamlValue], of type: String
    ) {
        for (key, types) in rules {
            if let value = keys[key], !types.contains(type) {
                let list = types.joined(separator: " or ")
                problems.append(Problem(value.place, "\(key): only with type: \(list)"))
            }
        }
    }

    private mutating func width(_ value: YamlValue?) -> Int? {
        let most = UInt64(AnswerField.widthMax)
        guard let width = number(value, "width") else { return nil }
        if 1...most ~= width.value { return Int(width.value) }
        problems.append(
            Problem(width.place, "width: \(width.value) is out of range (1 to \(most))"))
        return nil
    }

    mutating func words(
        _ value: YamlValue?, _ format: AnswerSchema.Format?
    ) -> [String]? {
        guard let value, let items = list(value, "words", of: "words", hint: "words: [OFF, ON]")
        else { return nil }
        var words: [String] = []
        for item in items {
            guard let word = text(item, "words") else { return nil }
            let flaw =
                Self.canBeCut(word, format)
                ? words.contains(word) ? "is given twice" : nil : "can never be one field"
            if let flaw {
                problems.append(Problem(item.place, "words: '\(word.prefix(40))' \(flaw)"))
            }
            words.append(word)
        }
        if words.isEmpty { problems.append(Problem(value.place, "words: there are none")) }
        return words
    }

    /// Whether an answer in this format can have the word as a field.
    private static func canBeCut(_ word: String, _ format: AnswerSchema.Format?) -> Bool {
        let bytes = word.utf8
        if bytes.isEmpty || bytes.contains(0) || bytes.contains(UInt8(ascii: "\n")) { return false }
        guard case .separated(let separator) = format else { return true }
        let isBlank = separator == UInt8(ascii: " ")
        return !bytes.contains { $0 == separator || (isBlank && $0 == UInt8(ascii: "\t")) }
    }
}

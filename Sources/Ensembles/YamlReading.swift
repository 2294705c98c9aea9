import Voting

/// Reads a configuration's values, collecting all problems instead of stopping at the first.
package protocol YamlReading {
    var problems: [Problem] { get set }
}

// Each of these reports what is wrong with a value, and then returns nil or what is left of it.
extension YamlReading {
    package mutating func table(
        _ value: YamlValue, named name: String?, keys: [String]
    ) -> [String: YamlValue] {
        guard case .mapping(let entries) = value.content else {
            wrongType(value, name ?? "the file", "keys and values")
            return [:]
        }
        var fields: [String: YamlValue] = [:]
        for (key, value) in entries {
            if keys.contains(key.value) {
                fields[key.value] = value
            } else {
                let near = NearestName.of(key.value, among: keys)
                problems.append(
                    Problem(
                        key.place, "unknown key '\(key.value.prefix(40))'",
                        hint: near.map { "did you mean '\($0)'?" }
                            ?? "known: \(keys.joined(separator: ", "))"))
            }
        }
        return fields
    }

    package mutating func wrongType(
        _ value: YamlValue, _ key: String, _ expected: String, hint: String? = nil
    ) {
        problems.append(
            Problem(
                value.place, "\(key): expected \(expected), found \(value.kindName)", hint: hint))
    }

    package mutating func list(
        _ value: YamlValue, _ key: String, of what: String, hint: String? = nil
    ) -> [YamlValue]? {
        if case .list(let items) = value.content { return items }
        wrongType(value, key, "a list of \(what)", hint: hint)
        return nil
    }

    package mutating func text(_ value: YamlValue, _ key: String) -> String? {
        if case .scalar(let text) = value.content { return text }
        wrongType(value, key, "one text")
        return nil
    }

    package mutating func placedText(_ value: YamlValue?, _ key: String) -> Placed<String>? {
        guard let value else { return nil }
        return text(value, key).map { Placed($0, value.place) }
    }

    package mutating func path(_ value: YamlValue?, _ key: String) -> String? {
        guard let value, let text = text(value, key) else { return nil }
        if !text.isEmpty, !text.utf8.contains(0) { return text }
        wrongType(value, key, "a path")
        return nil
    }

    package mutating func number(
        _ value: YamlValue?, _ key: String, or alternative: String = ""
    ) -> Placed<UInt64>? {
        scalar(value, key, "a whole number" + alternative) { SizeText.wholeNumber($0[...]) }
    }

    package mutating func duration(_ value: YamlValue?, _ key: String) -> Placed<UInt64>? {
        scalar(value, key, "a duration as 200ms or 1s", read: DurationText.parseNanoseconds)
    }

    package mutating func size(_ value: YamlValue?, _ key: String) -> Placed<UInt64>? {
        scalar(value, key, "a size as 64KiB or 1GiB", read: SizeText.parseBytes)
    }

    package mutating func boolean(_ value: YamlValue?, _ key: String) -> Placed<Bool>? {
        scalar(value, key, "true or false") { $0 == "true" ? true : $0 == "false" ? false : nil }
    }

    mutating func limit(
        _ value: YamlValue?, _ key: String, _ usual: Placed<UInt64?>, isSize: Bool = false
    ) -> Placed<UInt64?> {
        if let value, case .scalar("none") = value.content { return Placed(nil, value.place) }
        let read = isSize ? size(value, key) : number(value, key, or: " or 'none'")
        return read.map { Placed($0.value, $0.place) } ?? usual
    }

    package mutating func scalar<Value>(
        _ value: YamlValue?, _ key: String, _ expected: String, read: (String) -> Value?
    ) -> Placed<Value>? {
        guard let value else { return nil }
        if case .scalar(let text) = value.content, let result = read(text) {
            return Placed(result, value.place)
        }
        wrongType(value, key, expected)
        return nil
    }

    /// One of a few words, to which a wrong one may be near.
    package mutating func choice<Value>(
        _ value: YamlValue?, _ key: String, _ names: [String], read: (String) -> Value?
    ) -> Placed<Value>? {
        guard let text = placedText(value, key) else { return nil }
        if let known = read(text.value) { return Placed(known, text.place) }
        let near = NearestName.of(text.value, among: names)
        problems.append(
            Problem(
                text.place,
                "\(key): '\(text.value.prefix(40))' is none of \(names.joined(separator: ", "))",
                hint: near.map { "did you mean '\($0)'?" }))
        return nil
    }
}

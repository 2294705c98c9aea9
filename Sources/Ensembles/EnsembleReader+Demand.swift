import Specifications
import Voting

/// The schema of a demand, as far as machines need it.
extension EnsembleReader {
    mutating func readDemand(_ value: YamlValue?) {
        guard let value else { return }
        draft.specification.places[["demand"]] = value.place
        let keys = table(value, named: "demand", keys: EnsembleKey.demand)
        guard case .mapping = value.content else { return }
        let before = problems.count
        require(["format", "fields"], of: keys, "demand", value.place)
        let format = demandFormat(keys)
        let isExact = boolean(keys["exact"], "exact")
        var fields: [DemandSchema.Field] = []
        if let items = keys["fields"].flatMap({ list($0, "fields", of: "fields") }) {
            for item in items {
                if let field = demandField(item, format) { fields.append(field) }
            }
        }
        guard problems.count == before, let format, let place = keys["fields"]?.place else {
            return
        }
        draft.specification.places[["demand", "fields"]] = place
        let schema = DemandSchema(
            format: format, fields: fields, isExact: isExact?.value ?? false)
        if let flaw = schema.flaw {
            problems.append(Problem(place, "fields: " + flaw))
            return
        }
        draft.specification.demand = Placed(schema, value.place)
    }

    private mutating func demandFormat(_ keys: [String: YamlValue]) -> DemandSchema.Format? {
        let separator = self.separator(keys)
        let names = ["separated", "json"]
        let name = choice(keys["format"], "format", names) { names.contains($0) ? $0 : nil }
        guard let name else { return nil }
        if name.value == "json" {
            if let separator {
                problems.append(
                    Problem(separator.place, "separator: only with format: separated"))
            }
            return .json
        }
        return .separated(separator?.value ?? UInt8(ascii: " "))
    }

    private mutating func demandField(
        _ item: YamlValue, _ format: DemandSchema.Format?
    ) -> DemandSchema.Field? {
        let keys = table(item, named: "fields", keys: EnsembleKey.demandField)
        guard case .mapping = item.content else { return nil }
        let before = problems.count
        require(["name", "type"], of: keys, "fields", item.place)
        let name = fieldName(keys["name"])
        let type = demandType(keys, item.place, format)
        let count = scalar(
            keys["count"], "count", "a number of values as 225, or 2*N of an earlier field N",
            read: Self.count)
        guard problems.count == before, let name, let type else { return nil }
        let range = demandRange(keys["range"], of: type)
        guard problems.count == before else { return nil }
        let digits = bounded(keys["digits"], "digits", 1...DemandSchema.digitsMax)
        guard problems.count == before else { return nil }
        return DemandSchema.Field(
            name: name.value, type: type, range: range, count: count?.value, digits: digits)
    }

    /// Keys that only some types have.
    private static let demandTypeKeys = [
        ("range", ["integer", "real"]), ("decimals", ["real"]), ("width", ["bits"]),
        ("digits", ["integer"]), ("words", ["enumeration"]),
        ("count", ["integer", "real", "boolean", "enumeration"]),
    ]

    private mutating func demandType(
        _ keys: [String: YamlValue], _ place: Problem.Place, _ format: DemandSchema.Format?
    ) -> DemandSchema.Field.FieldType? {
        let names = ["integer", "real", "boolean", "enumeration", "bits", "text"]
        guard
            let name = choice(keys["type"], "type", names, read: { names.contains($0) ? $0 : nil })
        else { return nil }
        only(Self.demandTypeKeys, keys, of: name.value)
        switch name.value {
        case "integer": return .integer
        case "real": return .real(decimals: bounded(keys["decimals"], "decimals", decimals))
        case "boolean": return .boolean
        case "text": return .text
        case "bits":
            require(["width"], of: keys, "bits", place)
            return bounded(keys["width"], "width", 1...DemandSchema.valuesMax).map {
                .bits(width: $0)
            }
        default:
            require(["words"], of: keys, "enumeration", place)
            return words(keys["words"], answerFormat(format)).map { .enumeration($0) }
        }
    }

    private var decimals: ClosedRange<Int> { 0...DemandSchema.decimalsMax }

    private func answerFormat(_ format: DemandSchema.Format?) -> AnswerSchema.Format? {
        switch format {
        case .separated(let separator)?: .separated(separator)
        case .json?: .json
        case nil: nil
        }
    }

    private mutating func bounded(
        _ value: YamlValue?, _ key: String, _ range: ClosedRange<Int>
    ) -> Int? {
        guard let number = number(value, key) else { return nil }
        if let small = Int(exactly: number.value), range.contains(small) { return small }
        problems.append(
            Problem(
                number.place,
                "\(key): \(number.value) is out of range "
                    + "(\(range.lowerBound) to \(range.upperBound))"))
        return nil
    }

    private mutating func demandRange(
        _ value: YamlValue?, of type: DemandSchema.Field.FieldType
    ) -> ClosedRange<Int64>? {
        var decimals = 0
        if case .real(let places) = type {
            if let value, places == nil {
                problems.append(Problem(value.place, "range: only with decimals"))
                return nil
            }
            decimals = places ?? 0
        }
        let expected =
            decimals == 0
            ? "integers of 64 bits as 0..120"
            : "numbers as 0..120.5, with at most \(decimals) places behind the point"
        return scalar(value, "range", expected) {
            DemandSchema.range($0, decimals: decimals)
        }?.value
    }

    /// `225`, `2*N` or `N`.
    private static func count(_ text: String) -> DemandSchema.Count? {
        if let number = SizeText.wholeNumber(text[...]) {
            return Int(exactly: number).map { DemandSchema.Count(factor: $0) }
        }
        guard let star = text.firstIndex(of: "*") else {
            return text.isEmpty ? nil : DemandSchema.Count(factor: 1, field: text)
        }
        let name = text[text.index(after: star)...].drop { $0 == " " }
        let factor = text[..<star].filter { $0 != " " }
        guard !name.isEmpty, let number = SizeText.wholeNumber(factor[...]),
            let factor = Int(exactly: number)
        else { return nil }
        return DemandSchema.Count(factor: factor, field: String(name))
    }
}

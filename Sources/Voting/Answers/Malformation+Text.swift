extension Malformation {
    /// A lower-case fragment for people: `field 'speed': expected a number at byte 7`.
    ///
    /// - Parameter schema: the one that the answer was read by.
    package func text(schema: AnswerSchema) -> String {
        let field = self.field.flatMap { schema.fields.indices ~= $0 ? schema.fields[$0] : nil }
        let place = field.map { "field '\($0.name)'" } ?? "answer"
        return "\(place): \(expectation(of: field, among: schema.fields.count)) at byte \(offset)"
    }

    private func expectation(of field: AnswerField?, among count: Int) -> String {
        switch reason {
        case .missing: "nothing there"
        case .surplus: count == 1 ? "more than its field" : "more than its \(count) fields"
        case .notAnInteger: "expected an integer"
        case .notANumber: "expected a number"
        case .notFinite: "expected a finite number"
        case .outOfRange: "expected \(Self.domain(of: field))"
        case .notBits: "expected 0 or 1"
        case .wrongWidth(let found): "expected \(Self.domain(of: field)), found \(found),"
        case .notABoolean: "expected 0, 1, false or true"
        case .notAWord: "expected \(Self.domain(of: field))"
        case .notJSON: "expected JSON"
        case .notAnObject: "expected a JSON object"
        case .duplicateMember: "a member for the second time"
        case .notText: "expected a JSON string"
        case .nestedTooDeeply: "nested more than \(CanonicalJSON.depthMax) deep"
        }
    }

    /// What values a field has.
    private static func domain(of field: AnswerField?) -> String {
        switch field?.type {
        case .integer?, .real?:
            if let range = field?.range {
                let bounds =
                    "\(NumberText.of(range.lowerBound))..\(NumberText.of(range.upperBound))"
                return "a number in \(bounds)"
            }
            return field?.type == .integer ? "an integer of 64 bits" : "a number within a double"
        case .bits(let width)?: return width == 1 ? "1 bit" : "\(width) bits"
        case .enumeration(let words)?:
            let shown = words.prefix(8).joined(separator: ", ")
            return "one of \(shown)\(words.count > 8 ? ", …" : "")"
        case .json?: return "an exponent of at most \(CanonicalJSON.exponentDigitsMax) digits"
        default: return "another value"
        }
    }
}

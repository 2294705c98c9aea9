import Voting

extension AnswerSchema {
    /// Answers without fields under one relation; nil when it is none of whole answers: bit
    /// strings need a width, and under `ignored` any answers would agree.
    package static func whole(_ relation: Relation) -> AnswerSchema? {
        guard relation != .ignored else { return nil }
        let types: [AnswerField.FieldType] = [.text, .real, .json]
        guard let type = types.first(where: { relation.flaw(for: $0) == nil }) else { return nil }
        return AnswerSchema(
            format: .whole, fields: [AnswerField(name: "answer", type: type, relation: relation)])
    }
}

extension AnswerField.FieldType {
    /// Whether its values have an order that policies can use.
    package var isNumber: Bool {
        switch self {
        case .integer, .real, .boolean, .enumeration: true
        case .text, .bits, .json: false
        }
    }
}

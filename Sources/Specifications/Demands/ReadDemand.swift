import Voting

/// One demand, read by a schema. Kept and used again.
package struct ReadDemand: Sendable {
    /// One field of it.
    package struct Field: Equatable, Sendable {
        /// An integer; a real in units of its last place; 0 and 1 of a boolean; the index of an
        /// enumeration's word. Of a list or a bit string how many there are.
        package var integer: Int64 = 0
        /// Where the values of a list, each as above, or the bits stand in `numbers`; where a text
        /// stands in `texts`.
        package var start = 0
        package var end = 0
    }

    /// One a field of the schema; meaningless after a flaw.
    package internal(set) var fields: [Field]
    package internal(set) var numbers: [Int64] = []
    package internal(set) var texts: [UInt8] = []

    /// Members of an object, as texts or as they were written; only with JSON.
    let memberSchema: AnswerSchema?
    var members: ReadAnswer?

    package init(schema: DemandSchema) {
        fields = Array(repeating: Field(), count: schema.fields.count)
        guard schema.format == .json else {
            memberSchema = nil
            return
        }
        let members = AnswerSchema(
            format: .json,
            fields: schema.fields.map { field in
                AnswerField(
                    name: field.name, type: field.isQuoted ? .text : .json, relation: .bytes)
            })
        memberSchema = members
        self.members = ReadAnswer(schema: members)
    }
}

extension DemandSchema.Field {
    /// Whether it is a string in JSON.
    var isQuoted: Bool {
        guard count == nil else { return false }
        switch type {
        case .enumeration, .bits, .text: return true
        case .integer, .real, .boolean: return false
        }
    }
}

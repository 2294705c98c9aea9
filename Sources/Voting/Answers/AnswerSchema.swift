/// What an answer consists of: how its fields are cut out, and what each of them is.
package struct AnswerSchema: Equatable, Sendable {
    /// How fields are cut out of an answer.
    package enum Format: Equatable, Sendable {
        /// One field, the whole answer.
        case whole
        /// Fields one after the other, between two of them this byte; with a space, any run of
        /// spaces and tabs, which may stand at both ends, too.
        case separated(UInt8)
        /// One JSON object; a field is the member of its name, other members are ignored.
        case json
    }

    package var format: Format
    /// 1 to 64, in the order of the answer. Names are unique.
    package var fields: [AnswerField]

    package init(format: Format, fields: [AnswerField]) {
        self.format = format
        self.fields = fields
    }

    /// Any bytes, the same when they are the same bytes.
    package static let bytes = AnswerSchema(
        format: .whole, fields: [AnswerField(name: "answer", type: .text, relation: .bytes)])
}

/// Tells whether two answers are the same in all fields; keeps the room it needs for reading.
package struct AnswerComparer {
    let schema: AnswerSchema
    private let fields: [Int]
    private var one: ReadAnswer
    private var other: ReadAnswer

    package init(schema: AnswerSchema) {
        self.schema = schema
        fields = Array(schema.fields.indices)
        one = ReadAnswer(schema: schema)
        other = ReadAnswer(schema: schema)
    }

    /// Whether it has the form of an answer.
    package mutating func isAnswer(_ bytes: UnsafeRawBufferPointer) -> Bool {
        schema == .bytes || schema.read(bytes, into: &one) == nil
    }

    /// What cannot be read is the same as the same bytes only.
    package mutating func same(
        _ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer
    ) -> Bool {
        if BallotBox.same(left, right) { return true }
        guard schema != .bytes, schema.read(left, into: &one) == nil,
            schema.read(right, into: &other) == nil
        else { return false }
        return schema.same(one, other, in: fields)
    }
}

/// A field's value without an answer around it, as configuration names it.
extension AnswerField {
    package enum Reading {
        case right(ReadAnswer)
        /// It can never be this field's value.
        case wrong(Malformation)
    }

    /// Reads a text as the one field of a whole answer.
    package func read(alone text: [UInt8]) -> Reading {
        var field = self
        field.isJoined = false
        let alone = AnswerSchema(format: .whole, fields: [field])
        var read = ReadAnswer(schema: alone)
        let malformation = text.withUnsafeBytes { alone.read($0, into: &read) }
        return malformation.map { .wrong($0) } ?? .right(read)
    }
}

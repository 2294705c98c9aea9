/// From bytes to values.
extension AnswerSchema {
    /// Reads one answer. Never traps, whatever the bytes; takes time linear in their number.
    ///
    /// - Parameter answer: made for this schema; overwritten.
    /// - Returns: nil when the answer is well-formed.
    package func read(
        _ bytes: UnsafeRawBufferPointer, into answer: inout ReadAnswer
    ) -> Malformation? {
        answer.forms.removeAll(keepingCapacity: true)
        answer.forms.append(contentsOf: bytes)
        answer.values[0] = ReadAnswer.Value(start: 0, end: bytes.count)
        return nil
    }
}

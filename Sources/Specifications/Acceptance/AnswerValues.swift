import Machines
import Voting

/// Answers as machines see them: read by the ensemble's schema, but for texts, which are what was
/// written and not what a relation compares.
struct AnswerValues {
    let schema: AnswerSchema
    private(set) var read: ReadAnswer

    init(_ schema: AnswerSchema) {
        var plain = schema
        for (index, field) in schema.fields.enumerated() {
            switch field.type {
            case .text, .bits: plain.fields[index].relation = .bytes
            case .integer, .real, .boolean, .enumeration, .json: break
            }
        }
        self.schema = plain
        read = ReadAnswer(schema: plain)
    }

    mutating func load(_ bytes: UnsafeRawBufferPointer) -> Malformation? {
        schema.read(bytes, into: &read)
    }

    /// - Returns: nil for a text that is not UTF-8.
    func value(_ source: AnswerSource) -> Value? {
        let first = source.fields.lowerBound
        switch source.form {
        case .integer: return .integer(Int(read.values[first].integer))
        case .boolean:
            guard case .bits = schema.fields[first].type else {
                return .boolean(read.values[first].number == 1)
            }
            return .boolean(read.forms[read.values[first].start] == UInt8(ascii: "1"))
        case .element: return source.form.value(Int64(read.values[first].number))
        case .string:
            return String(validating: read.form(of: first), as: UTF8.self).map { .string($0) }
        case .bits, .list:
            let start = read.values[first].start
            let end = read.values[source.fields.upperBound - 1].end
            return source.form.function(read.forms[start..<end].map { Int64($0 & 1) })
        }
    }
}

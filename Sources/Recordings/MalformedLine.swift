import Voting

/// A recorded line that is no answer.
package struct MalformedLine: Equatable, Sendable {
    package enum Reason: Equatable, Sendable {
        case overlong(limitBytes: Int)
        case unreadable(Malformation)
    }

    package let path: String
    /// From 1.
    package let line: UInt64
    package let reason: Reason

    /// `human-03.txt:17: field 'CMV': expected 15 bits at byte 3`.
    package func text(schema: AnswerSchema) -> String {
        switch reason {
        case .overlong(let limit): "\(path):\(line): more than \(limit) bytes"
        case .unreadable(let malformation):
            "\(path):\(line): \(malformation.text(schema: schema))"
        }
    }
}

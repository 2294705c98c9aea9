/// Why an answer is none: where, and what was found there.
package struct Malformation: Equatable, Sendable {
    package enum Reason: Equatable, Sendable {
        case missing
        case surplus
        case notAnInteger
        case notANumber
        case notFinite
        case outOfRange
        case notBits
        case wrongWidth(found: Int)
        case notABoolean
        case notAWord
        case notJSON
        case notText
        case nestedTooDeeply
    }

    package var reason: Reason
    /// Index in the schema's fields; nil when it is about the answer as a whole.
    package var field: Int?
    /// Offset in the answer of the first byte that is wrong.
    package var offset: Int

    package init(_ reason: Reason, field: Int?, offset: Int) {
        self.reason = reason
        self.field = field
        self.offset = offset
    }
}

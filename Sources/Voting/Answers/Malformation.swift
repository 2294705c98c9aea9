/// Why an answer is none: where, and what was found there.
package struct Malformation: Error, Equatable, Sendable {
    package enum Reason: Equatable, Sendable {
        /// The answer ends before the field, or its object has no such member.
        case missing
        /// There is something after the last field.
        case surplus
        case notAnInteger
        case notANumber
        /// NaN or an infinity, where the field allows neither.
        case notFinite
        /// Outside of the field's range, or of what 64 bits or a double can hold.
        case outOfRange
        case notBits
        case wrongWidth(found: Int)
        case notABoolean
        case notAWord
        case notJSON
        /// A JSON value, but no object.
        case notAnObject
        /// An object has two members of one name.
        case duplicateMember
        /// A JSON value, but no string.
        case notText
        case nestedTooDeeply
    }

    package var reason: Reason
    /// Index in the schema's fields; nil when it is about the answer as a whole.
    package var field: Int?
    /// Offset in the answer of the first byte that is wrong; its length when something is missing
    /// at its end.
    package var offset: Int

    package init(_ reason: Reason, field: Int?, offset: Int) {
        self.reason = reason
        self.field = field
        self.offset = offset
    }
}

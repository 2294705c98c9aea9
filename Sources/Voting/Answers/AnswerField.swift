/// One field of an answer.
package struct AnswerField: Equatable, Sendable {
    package enum FieldType: Equatable, Sendable {
        /// Decimal, within 64 bits.
        case integer
        /// Decimal or scientific, to the nearest double; NaN and infinities, and what is beyond the
        /// largest double, only with `allowsNonFinite`.
        case real
        /// Any bytes, or a JSON string.
        case text
        /// `0` and `1`, exactly so many, 1 to 2^24.
        case bits(width: Int)
        /// `0`, `1`, `false`, `true`.
        case boolean
        /// One of these words, in their order.
        case enumeration([String])
        /// Any JSON value.
        case json
    }

    package var name: String
    package var type: FieldType
    /// For people and reports; never computed with.
    package var unit: String
    /// Of `integer` and `real`; a value outside is malformed. NaN, where allowed, is not bound.
    package var range: ClosedRange<Double>?
    package var allowsNonFinite: Bool
    package var relation: Relation
    /// Stands directly after the field before it, nothing between them; both are bit strings. So
    /// the bits of one string can be fields of their own. Not with `json`.
    package var isJoined = false

    package init(
        name: String, type: FieldType, unit: String = "", range: ClosedRange<Double>? = nil,
        allowsNonFinite: Bool = false, relation: Relation
    ) {
        self.name = name
        self.type = type
        self.unit = unit
        self.range = range
        self.allowsNonFinite = allowsNonFinite
        self.relation = relation
    }
}

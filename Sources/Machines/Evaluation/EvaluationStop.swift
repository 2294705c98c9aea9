/// Why an evaluation came to no value.
package struct EvaluationStop: Error, Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
        /// An expression that has no value: a division by zero, a function outside its domain, …
        /// An undefined expression makes no predicate true.
        case undefined(String)
        /// A limit was reached, or something infinite would have had to be listed.
        case undecided(String)
    }

    package var reason: Reason
    /// The expression that has no value, or the clause that could not be decided.
    package var span: SourceSpan

    package init(_ reason: Reason, _ span: SourceSpan) {
        self.reason = reason
        self.span = span
    }

    /// An ASSERT was met of which the condition is false.
    package var isFalseAssert: Bool { reason == Self.falseAssert }

    static let falseAssert = Reason.undefined("is an ASSERT that does not hold here")
}

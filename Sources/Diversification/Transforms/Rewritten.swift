/// An expression with another term of the same value.
package struct Rewritten: Equatable, Sendable {
    /// Of the expression, in bytes of the source before any change.
    package let range: Range<Int>
    package let before: String
    package let after: String
    /// The rule's name.
    package let kind: String
}

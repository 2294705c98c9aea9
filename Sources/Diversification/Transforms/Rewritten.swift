/// An expression with another term of the same value.
package struct Rewritten: Equatable, Sendable {
    /// Where the expression stands, in bytes of the source before any change; the names in both
    /// texts mean what they mean there.
    package let range: Range<Int>
    package let before: String
    package let after: String
    /// What was done to it: a rule's or transform's name.
    package let kind: String

    package init(range: Range<Int>, before: String, after: String, kind: String) {
        self.range = range
        self.before = before
        self.after = after
        self.kind = kind
    }
}

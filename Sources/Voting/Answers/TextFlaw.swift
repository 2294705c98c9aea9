/// What is wrong with a text that describes a schema or a relation, and where.
package struct TextFlaw: Error, Equatable, Sendable, CustomStringConvertible {
    /// In bytes of UTF-8, at most their number.
    package let offset: Int
    /// A lower-case fragment: `expected a type: integer, real, …`.
    package let problem: String

    init(_ problem: String, at offset: Int) {
        self.problem = problem
        self.offset = offset
    }

    package var description: String { "\(problem) at byte \(offset)" }
}

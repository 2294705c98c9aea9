/// One arm of a substitution that has several.
package struct Branch: Hashable, Sendable {
    /// The operation that it belongs to; nil in INITIALISATION.
    package var operation: Int?
    package var span: SourceSpan
    /// `IF`, `ELSIF`, `ELSE`, `WHEN`, `OR`, …
    package var name: String

    package init(operation: Int?, span: SourceSpan, name: String) {
        self.operation = operation
        self.span = span
        self.name = name
    }
}

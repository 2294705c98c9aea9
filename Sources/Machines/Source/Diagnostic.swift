/// What is to be said about one place of a machine.
package struct Diagnostic: Error, Equatable, Sendable {
    package enum Severity: String, Sendable {
        case error
        case warning
        case note
    }

    package var severity: Severity
    package var span: SourceSpan
    /// A lower-case fragment without a full stop.
    package var message: String
    /// What to do about it; empty without.
    package var hint: String
    /// The name of the construct that the message calls unsupported; nil when it is another error.
    package var unsupported: String?

    package init(
        _ severity: Severity, _ span: SourceSpan, _ message: String, hint: String = "",
        unsupported: String? = nil
    ) {
        self.severity = severity
        self.span = span
        self.message = message
        self.hint = hint
        self.unsupported = unsupported
    }
}

/// All that stands between a text and a machine; never empty.
package struct MachineErrors: Error, Equatable, Sendable {
    package var diagnostics: [Diagnostic]
    /// The files that the spans speak of.
    package var sources: [SourceText]

    package init(_ diagnostics: [Diagnostic], sources: [SourceText]) {
        self.diagnostics = diagnostics
        self.sources = sources
    }
}

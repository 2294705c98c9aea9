/// A definition: a name for a piece of text, with parameters.
struct Definition: Sendable {
    let name: Name
    let span: SourceSpan
    let parameters: [Name]
    let body: [Token]
}

/// What a pass over the raw tokens of a file found.
struct DefinitionTable: Sendable {
    var definitions: [Name: Definition] = [:]
    /// Definition files that are named and not read yet, with their places.
    var files: [(name: String, span: SourceSpan)] = []
    var diagnostics: [Diagnostic] = []
    /// Names that EXTERNAL_FUNCTION_name and the like say are defined outside B.
    var external: Set<String> = []
}

/// One word or symbol of a machine's text.
struct Token: Sendable {
    var kind: TokenKind
    /// Its text, interned; of a string what is between the quotes.
    var name: Name
    /// Where it is written; inside an expanded definition the place of the definition's use.
    var span: SourceSpan
    /// The expansion that it came from, an index into `Expansion`s; -1 when it is written here.
    var frame: Int32 = -1
}

/// One use of a definition, or one occurrence of an argument in its body.
struct Expansion: Sendable {
    /// The definition's name.
    var definition: Name
    /// The expansion in which the use is written; -1 for the text itself.
    var parent: Int32
    /// Indices of the tokens that it became.
    var start: Int32
    var end: Int32
    var isArgument: Bool
}

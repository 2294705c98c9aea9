/// One fault in the text of a unit: a single replacement.
package struct Mutation: Equatable, Sendable {
    /// What the replacement is made of.
    enum Piece: Equatable, Sendable {
        case text(String)
        /// The program's own text; bytes before the change.
        case source(Range<Int>)
    }

    /// What is replaced, in bytes of the unit's text.
    package let range: Range<Int>
    let pieces: [Piece]
    /// Nil at file scope.
    package let function: String?
    /// Both sides of the change with names for what they read, for the solver; nil where it is no
    /// change of an integer expression without effects.
    package let claim: RewrittenExpression?

    init(
        _ range: Range<Int>, _ pieces: [Piece], in function: String?,
        claim: RewrittenExpression? = nil
    ) {
        self.range = range
        self.pieces = pieces
        self.function = function
        self.claim = claim
    }

    /// What stands there instead.
    package func replacement(in source: SourceText) -> String {
        pieces.map { piece in
            switch piece {
            case .text(let text): text
            case .source(let range): source.text(range)
            }
        }.joined()
    }

    /// The one edit; lines that it would take away stay as empty ones, so that all else keeps its
    /// line number.
    package func edit(in source: SourceText) -> Edit {
        let text = replacement(in: source)
        let lines = source.bytes[range].count { $0 == 0x0a } - text.utf8.count { $0 == 0x0a }
        return .replace(range, text + String(repeating: "\n", count: max(0, lines)))
    }
}

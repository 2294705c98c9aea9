/// A C expression and what replaces it, to be proved equal for all values of its variables.
package struct RewrittenExpression: Hashable, Sendable {
    package struct Variable: Hashable, Sendable {
        /// What the variable stands for.
        package enum Kind: Hashable, Sendable {
            case value
            /// What may be undefined: it is evaluated only where the original evaluates it.
            case load
            /// What changes something: it is evaluated exactly where the original evaluates it.
            case effect
        }

        package var name: String
        /// As C writes it: an integer type.
        package var type: String
        package var kind: Kind

        package init(_ name: String, _ type: String, _ kind: Kind = .value) {
            self.name = name
            self.type = type
            self.kind = kind
        }
    }

    package var before: String
    package var after: String
    /// All that both name, apart from what the preamble declares.
    package var variables: [Variable]
    /// Declarations of the types and constants that the texts name.
    package var preamble: String

    package init(
        _ before: String, becomes after: String, variables: [Variable], preamble: String = ""
    ) {
        self.before = before
        self.after = after
        self.variables = variables
        self.preamble = preamble
    }

    /// What became of the proof.
    package enum Outcome: Equatable, Sendable {
        case proved
        /// Values for which the original is defined, and the replacement is not or is another.
        case refuted(counterexample: String)
        case notProved(reason: String)
    }

    /// A C file with both expressions, each in a function of its own.
    var source: SourceText {
        let parameters = variables.map { "\($0.type) \($0.name)" }.joined(separator: ", ")
        let list = variables.isEmpty ? "void" : parameters
        return SourceText(
            """
            \(preamble)
            static void before(\(list)) { (void)(\(before)); }
            static void after(\(list)) { (void)(\(after)); }

            """)
    }
}

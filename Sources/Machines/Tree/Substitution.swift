/// A generalized substitution whose types and names are known.
package struct Substitution: Sendable {
    package indirect enum Node: Sendable {
        case skip
        /// `x, y := E, F`, all at once; no slot twice. `f(i) := E` is `f := f <+ {i |-> E}`.
        case assign([(slot: Int, value: Expression)])
        /// `x, y :: S`; a set of left-nested pairs when there are several.
        case becomesElement([Int], Expression)
        /// `x, y : (P)`: in P `symbol` of these slots is the value after, `before` the one before.
        case becomesSuchThat([Int], Predicate)
        /// Both read the old values; no slot is written by two of them.
        case parallel([Substitution])
        case sequence([Substitution])
        case precondition(Predicate, Substitution)
        case assert(Predicate, Substitution)
        case conditional([(condition: Predicate, body: Substitution)], otherwise: Substitution?)
        case cases(
            Expression, [(values: [Expression], body: Substitution)], otherwise: Substitution?)
        /// Not enabled where no guard holds and there is no `ELSE`.
        case select([(guard: Predicate, body: Substitution)], otherwise: Substitution?)
        case choice([Substitution])
        case any([Int], Predicate, Substitution)
        /// `LET x BE x = E IN S END`.
        case bind([(slot: Int, value: Expression)], Substitution)
        /// `VAR x IN S END`.
        case local([Int], Substitution)
        case loop(
            Predicate, body: Substitution, invariant: Predicate?, variant: Expression?)
        /// `r, s <-- op(E, F)`; an index into `CheckedMachine.operations`.
        case call(operation: Int, arguments: [Expression], results: [Int])
    }

    package var node: Node
    package var span: SourceSpan

    package init(_ node: Node, _ span: SourceSpan) {
        self.node = node
        self.span = span
    }
}

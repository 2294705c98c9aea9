/// A predicate whose types and names are known.
package struct Predicate: Sendable {
    package indirect enum Node: Sendable {
        /// `btrue`, `bfalse`.
        case constant(Bool)
        /// Defined from left to right: the right side of a false `&` is never asked.
        case and(Predicate, Predicate)
        case or(Predicate, Predicate)
        case implies(Predicate, Predicate)
        case equivalent(Predicate, Predicate)
        case not(Predicate)
        case forAll([Int], Predicate)
        case exists([Int], Predicate)
        case compare(Comparison, Expression, Expression)
    }

    package var node: Node
    package var span: SourceSpan

    package init(_ node: Node, _ span: SourceSpan) {
        self.node = node
        self.span = span
    }

    /// Its parts in an outermost `&`, in their order.
    package var conjuncts: [Predicate] {
        guard case .and(let left, let right) = node else { return [self] }
        return left.conjuncts + right.conjuncts
    }
}

/// Raw values are how B writes them.
package enum Comparison: String, Sendable, CaseIterable {
    case equal = "="
    case notEqual = "/="
    case member = ":"
    case notMember = "/:"
    case subset = "<:"
    case notSubset = "/<:"
    case strictSubset = "<<:"
    case notStrictSubset = "/<<:"
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
}

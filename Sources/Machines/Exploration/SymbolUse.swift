/// Which symbols a formula reads that it does not bind itself.
struct SymbolUse {
    private(set) var free: Set<Int> = []
    /// It speaks of a value before a substitution, which only stands within one.
    private(set) var readsBefore = false

    init(_ expression: Expression) { visit(expression, bound: []) }

    init(_ predicate: Predicate) { visit(predicate, bound: []) }

    private mutating func visit(_ expression: Expression, bound: Set<Int>) {
        switch expression.node {
        case .symbol(let slot): if !bound.contains(slot) { free.insert(slot) }
        case .before: readsBefore = true
        default: visit(expression.formulaParts, bound: bound)
        }
    }

    private mutating func visit(_ predicate: Predicate, bound: Set<Int>) {
        visit(predicate.formulaParts, bound: bound)
    }

    private mutating func visit(_ parts: FormulaParts, bound: Set<Int>) {
        let bound = parts.bound.isEmpty ? bound : bound.union(parts.bound)
        for part in parts.expressions { visit(part, bound: bound) }
        for part in parts.predicates { visit(part, bound: bound) }
    }
}

import BigInt

/// What is known to have a value whatever the names in it stand for.
///
/// Found from the form alone, so not everything that is total is seen to be. `learn` takes in what
/// holds because it stands to the left in the same `&`: after `xx : NAT` is `xx mod 2` total.
struct Totality {
    /// In an implementation sums may leave MININT..MAXINT, and then have no value.
    let isConcrete: Bool
    /// Integers that a name is at least.
    private var least: [Int: BigInt] = [:]
    private var nonzero: Set<Int> = []

    init(isConcrete: Bool = false) { self.isConcrete = isConcrete }

    func isTotal(_ expression: Expression) -> Bool {
        switch expression.node {
        case .unary(let op, let part) where Self.isPartial(op): return isTotal(op, of: part)
        case .unary(.negate, _) where isConcrete: return false
        case .binary(let op, let left, let right):
            return isTotal(op, left, right) && isTotal(left) && isTotal(right)
        // No type says that a relation maps nothing twice.
        case .apply: return false
        case .comprehension(_, let predicate): return isTotal(predicate)
        case .lambda(_, let predicate, let result),
            .quantified(.sum, _, let predicate, let result),
            .quantified(.product, _, let predicate, let result),
            .quantified(.union, _, let predicate, let result):
            return !isConcrete && isTotal(predicate, then: { $0.isTotal(result) })
        case .quantified(.intersection, _, _, _): return false
        default:
            let (expressions, predicates) = expression.parts
            return expressions.allSatisfy(isTotal) && predicates.allSatisfy { isTotal($0) }
        }
    }

    func isTotal(_ predicate: Predicate) -> Bool { isTotal(predicate, then: { _ in true }) }

    /// Whether the predicate is total, and then something where it holds.
    private func isTotal(_ predicate: Predicate, then rest: (Totality) -> Bool) -> Bool {
        switch predicate.node {
        case .constant: return rest(self)
        case .and:
            var known = self
            for conjunct in predicate.chain {
                if !known.isTotal(conjunct) { return false }
                known.learn(conjunct)
            }
            return rest(known)
        case .implies(let left, let right):
            return isTotal(left, then: { $0.isTotal(right) }) && rest(self)
        case .or:
            return predicate.chain.allSatisfy { isTotal($0) } && rest(self)
        case .forAll(_, let body), .exists(_, let body), .not(let body):
            return isTotal(body) && rest(self)
        case .equivalent(let left, let right):
            return isTotal(left) && isTotal(right) && rest(self)
        case .compare(_, let left, let right):
            guard isTotal(left), isTotal(right) else { return false }
            var known = self
            known.learn(predicate)
            return rest(known)
        }
    }

    /// Takes in what a predicate that holds says about single names.
    mutating func learn(_ predicate: Predicate) {
        guard case .compare(let comparison, let left, let right) = predicate.node else { return }
        if case .symbol(let symbol) = left.node {
            learn(symbol, comparison, right)
        } else if case .symbol(let symbol) = right.node,
            let mirrored = comparison.mirrored
        {
            learn(symbol, mirrored, left)
        }
    }

    private mutating func learn(_ symbol: Int, _ comparison: Comparison, _ other: Expression) {
        switch comparison {
        case .member:
            if let bound = leastElement(other) { raise(symbol, bound) }
        case .equal, .greaterOrEqual: if let bound = least(other) { raise(symbol, bound) }
        case .greater: if let bound = least(other) { raise(symbol, bound + 1) }
        case .notEqual:
            if case .integer(0) = other.node { nonzero.insert(symbol) }
        default: break
        }
    }

    private mutating func raise(_ symbol: Int, _ bound: BigInt) {
        least[symbol] = max(least[symbol] ?? bound, bound)
    }

    private func leastElement(_ set: Expression) -> BigInt? {
        switch set.node {
        case .builtIn(.NAT), .builtIn(.NATURAL): 0
        case .builtIn(.NAT1), .builtIn(.NATURAL1): 1
        case .binary(.interval, let lower, _): least(lower)
        default: nil
        }
    }

    /// What the integer certainly reaches.
    private func least(_ expression: Expression) -> BigInt? {
        switch expression.node {
        case .integer(let number): return number
        case .symbol(let symbol): return least[symbol]
        case .unary(.cardinality, _), .unary(.size, _), .binary(.modulo, _, _): return 0
        case .binary(.add, let left, let right):
            guard let a = least(left), let b = least(right) else { return nil }
            return a + b
        case .binary(.multiply, let left, let right):
            guard let a = least(left), let b = least(right), a >= 0, b >= 0 else { return nil }
            return a * b
        default: return nil
        }
    }

    private static func isPartial(_ op: UnaryOperator) -> Bool {
        switch op {
        case .minimum, .maximum, .intersection, .size, .first, .last, .front, .tail, .reverse,
            .concatenation, .cardinality, .finite, .finite1:
            true
        default: false
        }
    }

    private func isTotal(_ op: UnaryOperator, of part: Expression) -> Bool {
        switch op {
        case .cardinality: !part.isInfinite && isTotal(part)
        case .finite, .finite1: isTotal(part)
        default: false
        }
    }

    private func isTotal(_ op: BinaryOperator, _ left: Expression, _ right: Expression) -> Bool {
        switch op {
        case .add, .subtract, .multiply: !isConcrete
        case .divide: !isConcrete && isNonzero(right)
        case .modulo:
            (least(left) ?? -1) >= 0 && (least(right) ?? 0) > 0
        case .raise: !isConcrete && (least(right) ?? -1) >= 0
        case .iterate, .concatenate, .prepend, .append, .prefix, .suffix: false
        default: true
        }
    }

    private func isNonzero(_ expression: Expression) -> Bool {
        switch expression.node {
        case .integer(let number): return number != 0
        case .symbol(let symbol) where nonzero.contains(symbol): return true
        case .unary(.negate, let part): return isNonzero(part)
        default: return (least(expression) ?? 0) > 0
        }
    }
}

extension Comparison {
    /// The same comparison with its sides exchanged; nil where they are not alike.
    var mirrored: Comparison? {
        switch self {
        case .equal, .notEqual: self
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        default: nil
        }
    }
}

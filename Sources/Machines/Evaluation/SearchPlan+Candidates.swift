/// Ways to bind a name.
extension SearchPlan {
    struct Candidate {
        /// The smaller the fewer values are expected.
        var rank: Int
        var step: Step
        var binds: [Int]
        /// Places of the conjuncts that hold once the step is taken.
        var conjuncts: [Int]
    }

    private enum Rank {
        static let equality = 0
        static let small = 1
        static let listed = 2
        static let interval = 3
        static let families = 6
        static let machineWord = 8
    }

    func candidates() -> [Candidate] {
        var found: [Candidate] = []
        var lower: [Int: [(place: Int, bound: Bound, isWide: Bool)]] = [:]
        var upper = lower
        var isFirst = true
        let known = known
        for (place, conjunct) in conjuncts.enumerated() where !conjunct.isDone {
            if case .compare(let comparison, let left, let right) = conjunct.predicate.node {
                let sides = Sides(
                    comparison: comparison, left: left, right: right,
                    usable: { [unbound] in
                        $0.mentions.isDisjoint(with: unbound)
                            && (isFirst || isForTruth || known.isTotal($0))
                    },
                    isTotal: { [unbound] in
                        $0.mentions.isDisjoint(with: unbound)
                            && (isForTruth || known.isTotal($0))
                    })
                if let candidate = candidate(sides, place) {
                    // Nothing is better than one value.
                    if candidate.rank == Rank.equality { return [candidate] }
                    found.append(candidate)
                }
                for limit in bounds(sides) {
                    let entry = (place, limit.bound, limit.isWide)
                    if limit.isLower {
                        lower[limit.symbol, default: []].append(entry)
                    } else {
                        upper[limit.symbol, default: []].append(entry)
                    }
                }
            }
            if !conjunct.isTotal { break }
            isFirst = false
        }
        for symbol in waiting {
            guard let below = lower[symbol], let above = upper[symbol] else { continue }
            let isWide = below.allSatisfy(\.isWide) || above.allSatisfy(\.isWide)
            found.append(
                Candidate(
                    rank: isWide ? Rank.machineWord : Rank.interval,
                    step: .between(
                        symbol, lower: below.map(\.bound), upper: above.map(\.bound)),
                    binds: [symbol], conjuncts: below.map(\.place) + above.map(\.place)))
        }
        return found
    }

    struct Sides {
        var comparison: Comparison
        var left: Expression
        var right: Expression
        /// Whether an expression has a value before anything else is bound.
        var usable: (Expression) -> Bool
        /// Whether it has one in any case: it may be that nothing asks for it.
        var isTotal: (Expression) -> Bool
    }

    private func candidate(_ sides: Sides, _ place: Int) -> Candidate? {
        switch sides.comparison {
        case .equal:
            for (side, other) in [(sides.left, sides.right), (sides.right, sides.left)] {
                guard sides.usable(other), let pattern = pattern(side, sides) else { continue }
                if pattern.binds.isEmpty { continue }
                return Candidate(
                    rank: Rank.equality, step: .equal(pattern, other), binds: pattern.binds,
                    conjuncts: [place])
            }
            return nil
        case .member:
            guard let rank = rank(of: sides.right), sides.usable(sides.right),
                let pattern = pattern(sides.left, sides), !pattern.binds.isEmpty
            else { return nil }
            return Candidate(
                rank: rank, step: .element(pattern, sides.right), binds: pattern.binds,
                conjuncts: [place])
        case .subset, .strictSubset:
            guard case .symbol(let symbol) = sides.left.node, unbound.contains(symbol),
                sides.usable(sides.right), rank(of: sides.right) != nil
            else { return nil }
            return Candidate(
                rank: Rank.families,
                step: .subset(symbol, sides.right, isStrict: sides.comparison == .strictSubset),
                binds: [symbol], conjuncts: [place])
        default: return nil
        }
    }

    /// Names to be bound, and values to be compared with; nil when a name stands inside of
    /// something else, or twice.
    private func pattern(_ expression: Expression, _ sides: Sides) -> Pattern? {
        func find(_ expression: Expression) -> Pattern? {
            switch expression.node {
            case .symbol(let symbol) where unbound.contains(symbol): return .bind(symbol)
            case .binary(.pair, let left, let right):
                if sides.isTotal(expression) { return .value(expression) }
                guard let a = find(left), let b = find(right) else { return nil }
                return .pair(a, b)
            default: return sides.isTotal(expression) ? .value(expression) : nil
            }
        }
        guard let pattern = find(expression), Set(pattern.binds).count == pattern.binds.count
        else { return nil }
        return pattern
    }

    /// nil of a set that has no end, or whose elements are found as an interval.
    private func rank(of set: Expression) -> Int? {
        switch set.node {
        case .builtIn(.BOOL), .given, .set, .sequence: return Rank.small
        case .builtIn: return nil
        case .binary(.interval, _, _): return Rank.interval
        case .unary(let op, let base) where set.isBetterAsked:
            switch op {
            case .sequences, .sequences1: return nil
            default: return rank(of: base).map { max($0, Rank.families) }
            }
        case .binary(.intersection, let left, let right):
            guard let a = rank(of: left) ?? rank(of: right) else { return nil }
            return a
        case .binary(.difference, let left, _):
            if case .builtIn = left.node { return nil }
            return rank(of: left)
        case .binary(.union, let left, let right), .binary(.cartesian, let left, let right):
            guard let a = rank(of: left), let b = rank(of: right) else { return nil }
            return max(a, b)
        case .binary(let op, let left, let right) where ArrowKind(op) != nil:
            guard let a = rank(of: left), let b = rank(of: right) else { return nil }
            return max(a, b, Rank.families)
        case .recordSet(let fields):
            let ranks = fields.map { rank(of: $0.value) }
            return ranks.contains(nil) ? nil : Rank.listed
        default: return Rank.listed
        }
    }
}

import BigInt

/// Ends of intervals that conjuncts give.
extension SearchPlan {
    struct Limit {
        var symbol: Int
        var bound: Bound
        var isLower: Bool
        /// An end of INT or NAT: far away.
        var isWide: Bool
    }

    func bounds(_ sides: Sides) -> [Limit] {
        if sides.comparison == .member { return ends(of: sides) }
        guard let mirrored = sides.comparison.mirrored else { return [] }
        var found: [Limit] = []
        for (name, comparison, other) in [
            (sides.left, sides.comparison, sides.right), (sides.right, mirrored, sides.left),
        ] {
            guard case .symbol(let symbol) = name.node, unbound.contains(symbol),
                sides.usable(other)
            else { continue }
            switch comparison {
            case .less, .lessOrEqual, .greater, .greaterOrEqual:
                let isStrict = comparison == .less || comparison == .greater
                found.append(
                    Limit(
                        symbol: symbol, bound: Bound(expression: other, isStrict: isStrict),
                        isLower: comparison == .greater || comparison == .greaterOrEqual,
                        isWide: false))
            default: break
            }
        }
        return found
    }

    private func ends(of sides: Sides) -> [Limit] {
        guard case .symbol(let symbol) = sides.left.node, unbound.contains(symbol) else {
            return []
        }
        func limit(_ expression: Expression, _ isLower: Bool, _ isWide: Bool) -> Limit {
            Limit(
                symbol: symbol, bound: Bound(expression: expression, isStrict: false),
                isLower: isLower, isWide: isWide)
        }
        if case .binary(.interval, let lower, let upper) = sides.right.node {
            guard sides.usable(sides.right) else { return [] }
            return [limit(lower, true, false), limit(upper, false, false)]
        }
        guard let (lower, upper) = sides.right.integerBounds(limits) else { return [] }
        func number(_ number: Int) -> Expression {
            Expression(.integer(BigInt(number)), .integer, sides.right.span)
        }
        var found: [Limit] = []
        if let lower { found.append(limit(number(lower), true, lower < 0)) }
        if let upper { found.append(limit(number(upper), false, true)) }
        return found
    }
}

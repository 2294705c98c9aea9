import BigInt

/// A value that a comparison makes interesting for an input: on it, or beside it, the comparison
/// changes from true to false.
struct Interest {
    /// Without the input itself; may read constants, variables and other inputs.
    let value: Expression
    /// What it reads.
    let reads: Set<Int>

    /// No more are kept of one input.
    static let countMax = 256

    /// Those of one input, from the comparisons of its PRE and of the conditions in its body.
    static func all(for input: Int, in operation: CheckedMachine.Operation) -> [Interest] {
        var found = Finder(input: input)
        for predicate in operation.preconditions { found.visit(predicate) }
        found.visit(operation.body)
        return found.interests
    }

    private struct Finder {
        let input: Int
        var interests: [Interest] = []

        init(input: Int) { self.input = input }

        mutating func visit(_ predicate: Predicate) {
            if case .compare(let comparison, let left, let right) = predicate.node {
                compare(comparison, left, right)
            }
            visit(predicate.formulaParts)
        }

        mutating func visit(_ substitution: Substitution) {
            if case .cases(let chosen, let arms, _) = substitution.node {
                for value in arms.flatMap(\.values) { compare(.equal, chosen, value) }
            }
            visit(substitution.formulaParts)
        }

        private mutating func visit(_ parts: FormulaParts) {
            for part in parts.expressions { visit(part) }
            for part in parts.predicates { visit(part) }
            for part in parts.substitutions { visit(part) }
        }

        /// A distance: that of nothing is always one to try.
        private mutating func visit(_ expression: Expression) {
            if case .binary(.subtract, let left, let right) = expression.node,
                expression.type == .integer
            {
                if case .symbol(input) = left.node { solve(left, right) }
                if case .symbol(input) = right.node { solve(right, left) }
            }
            visit(expression.formulaParts)
        }

        private mutating func compare(
            _ comparison: Comparison, _ left: Expression, _ right: Expression
        ) {
            switch comparison {
            case .member, .notMember:
                // An interval's ends; elements that are written out.
                switch right.node {
                case .binary(.interval, let lower, let upper):
                    solve(left, lower)
                    solve(left, upper)
                case .set(let elements): for element in elements { solve(left, element) }
                default: break
                }
            case .subset, .notSubset, .strictSubset, .notStrictSubset, .equal, .notEqual, .less,
                .lessOrEqual, .greater, .greaterOrEqual:
                solve(left, right)
                solve(right, left)
            }
        }

        /// Notes for which value of the input `side` equals `other`, where plain arithmetic says.
        private mutating func solve(_ side: Expression, _ other: Expression) {
            guard interests.count < Interest.countMax, SymbolUse(side).free.contains(input) else {
                return
            }
            let use = SymbolUse(other)
            guard !use.free.contains(input), !use.readsBefore else { return }
            switch side.node {
            case .symbol:
                interests.append(Interest(value: other, reads: use.free))
            case .apply(let function, _):
                solve(function, other)
            case .unary(.negate, let operand):
                solve(operand, Expression(.unary(.negate, other), .integer, other.span))
            case .binary(let operation, let left, let right) where side.type == .integer:
                solve(left, other, operation, right, isLeft: true)
                solve(right, other, operation, left, isLeft: false)
            case .set(let elements):
                // Of max({a, b}) and the like.
                for element in elements where element.type == other.type { solve(element, other) }
            case .unary(_, let operand) where operand.type != side.type:
                // card(s), max(s), dom(f): the number itself is a likely one.
                solve(operand, other)
            default: break
            }
        }

        /// `side operation rest = other`, or `rest operation side = other`.
        private mutating func solve(
            _ side: Expression, _ other: Expression, _ operation: BinaryOperator,
            _ rest: Expression, isLeft: Bool
        ) {
            func combined(_ operation: BinaryOperator, _ left: Expression, _ right: Expression)
                -> Expression
            {
                Expression(.binary(operation, left, right), .integer, other.span)
            }
            switch (operation, isLeft) {
            case (.add, _): solve(side, combined(.subtract, other, rest))
            case (.subtract, true):
                solve(side, combined(.add, other, rest))
            case (.subtract, false):
                solve(side, combined(.subtract, rest, other))
            case (.multiply, _): solve(side, combined(.divide, other, rest))
            case (.divide, true): solve(side, combined(.multiply, other, rest))
            default: solve(side, other)
            }
        }
    }
}

import Machines

/// Random substitutions. What is written is passed down, so that `||` writes no name twice.
extension EvaluationGenerator {
    /// - Parameter writable: names that may be written, each at most once in parallel.
    mutating func substitution(
        _ depth: Int, _ writable: [Expression]
    ) -> Substitution {
        guard let name = writable.first else { return .skip }
        let one = draws.one(writable)
        if depth <= 0 { return leaf(one) }
        switch draws.number(0...17) {
        case 0, 1:
            return .when(
                predicate(1), substitution(depth - 1, writable),
                else: draws.isChosen(percent: 60) ? substitution(depth - 1, writable) : nil)
        case 2:
            return Substitution(
                of: .conditional(
                    [
                        (predicate(1), substitution(depth - 1, writable)),
                        (predicate(1), substitution(depth - 1, writable)),
                    ], otherwise: substitution(depth - 1, writable)))
        case 3:
            let chosen = integer(1)
            return Substitution(
                of: .cases(
                    chosen,
                    [
                        ([0, 1], substitution(depth - 1, writable)),
                        ([2], substitution(depth - 1, writable)),
                    ],
                    otherwise: draws.isChosen(percent: 50) ? substitution(depth - 1, writable) : nil
                ))
        case 4, 5:
            let arms = (0..<draws.number(1...2)).map { _ in
                (predicate(1), substitution(depth - 1, writable))
            }
            return Substitution(
                of: .select(
                    arms,
                    otherwise: draws.isChosen(percent: 40) ? substitution(depth - 1, writable) : nil
                ))
        case 6, 7:
            return Substitution(
                of: .choice((0..<2).map { _ in substitution(depth - 1, writable) }))
        case 8, 9:
            return .together(
                substitution(depth - 1, Array(writable.prefix(writable.count / 2))),
                substitution(depth - 1, Array(writable.suffix(from: writable.count / 2))))
        case 10, 11, 12:
            return .steps(
                substitution(depth - 1, writable), substitution(depth - 1, writable),
                draws.isChosen(percent: 50) ? substitution(depth - 1, writable) : leaf(name))
        case 13, 14:
            let (names, conjuncts, outer) = binding(1)
            defer {
                scope = outer
                boundDepth -= 1
            }
            return .any(names, Self.joined(conjuncts), substitution(depth - 1, writable))
        case 15: return local(depth, writable)
        case 16: return loop(depth, writable)
        default: return guarded(depth, writable)
        }
    }

    /// `LET` or `VAR`.
    private mutating func local(_ depth: Int, _ writable: [Expression]) -> Substitution {
        let outer = scope
        defer { scope = outer }
        let value = integer(1)
        let local = tree.symbol("ll\(tree.machine.symbols.count)", .integer)
        scope.append(local)
        if draws.isChosen(percent: 50) {
            return Substitution(
                of: .bind([(local.slot, value)], substitution(depth - 1, writable)))
        }
        return Substitution(
            of: .local(
                [local.slot],
                .steps(.set(local, value), substitution(depth - 1, writable + [local]))))
    }

    private mutating func guarded(_ depth: Int, _ writable: [Expression]) -> Substitution {
        let body = substitution(depth - 1, writable)
        let condition = predicate(1)
        if draws.isChosen(percent: 30) { return Substitution(of: .precondition(condition, body)) }
        if draws.isChosen(percent: 30) { return Substitution(of: .assert(condition, body)) }
        guard !tree.machine.operations.isEmpty,
            let result = writable.first(where: { $0.type == .integer })
        else { return body }
        return Substitution(
            of: .call(operation: 0, arguments: [integer(1)], results: [result.slot]))
    }

    /// Counts a name up, three times at most.
    private mutating func loop(_ depth: Int, _ writable: [Expression]) -> Substitution {
        let outer = scope
        defer { scope = outer }
        let count = tree.symbol("nn\(tree.machine.symbols.count)", .integer)
        let body = substitution(depth - 1, writable)
        return Substitution(
            of: .local(
                [count.slot],
                .steps(
                    .set(count, 0),
                    Substitution(
                        of: .loop(
                            count < Expression(integerLiteral: draws.number(0...3)),
                            body: .steps(body, .set(count, count + 1)), invariant: nil,
                            variant: nil)))))
    }

    private mutating func leaf(_ name: Expression) -> Substitution {
        switch draws.number(0...7) {
        case 0: return .skip
        case 1: return .choose(name, from: set(of: name.type, 1, isValue: true))
        case 2 where name.type == .integer: return suchThat(name)
        default: return .set(name, expression(name.type, 1))
        }
    }

    /// `x : (x : -2..3 & P)`, where P may say `x$0`.
    private mutating func suchThat(_ name: Expression) -> Substitution {
        let before = Expression(.before(name.slot), of: name.type)
        let range = name.isIn((-2 as Expression).upTo(3))
        let other =
            draws.isChosen(percent: 50)
            ? name.compare(draws.one([.less, .equal, .notEqual]), before + 1) : predicate(1)
        let all = draws.isChosen(percent: 70) ? range && other : other && range
        return Substitution(of: .becomesSuchThat([name.slot], all))
    }
}

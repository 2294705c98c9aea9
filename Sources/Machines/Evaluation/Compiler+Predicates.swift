/// Predicates to tests, defined from left to right.
extension Compiler {
    func test(_ predicate: Predicate, _ scope: Scope) -> TestCode {
        TestCode(run: self.predicate(predicate, scope))
    }

    func predicate(_ predicate: Predicate, _ outer: Scope) -> Test {
        guard let scope = deeper(outer) else {
            let stop = tooLarge(predicate.span)
            return { _ throws(EvaluationStop) in throw stop }
        }
        switch predicate.node {
        case .constant(let truth): return { _ in truth }
        case .and: return chain(predicate.chain, endsAt: false, scope)
        case .or: return chain(predicate.chain, endsAt: true, scope)
        case .implies(let left, let right):
            let (a, b) = (self.predicate(left, scope), self.predicate(right, scope))
            return { frame throws(EvaluationStop) in try a(frame) ? try b(frame) : true }
        case .equivalent(let left, let right):
            let (a, b) = (self.predicate(left, scope), self.predicate(right, scope))
            return { frame throws(EvaluationStop) in
                let first = try a(frame)
                return try b(frame) == first
            }
        case .not(let part):
            let test = self.predicate(part, scope)
            return { frame throws(EvaluationStop) in !(try test(frame)) }
        case .exists(let symbols, let body):
            return quantifier(symbols, body.allConjuncts, nil, predicate.span, scope)
        case .forAll(let symbols, let body):
            let (premises, conclusion) = Self.premises(of: body)
            return quantifier(symbols, premises, conclusion, predicate.span, scope)
        case .compare(let comparison, let left, let right):
            return compare(comparison, left, right, scope)
        }
    }

    func chain(_ parts: [Predicate], endsAt end: Bool, _ scope: Scope) -> Test {
        let tests = parts.map { test($0, scope) }
        if tests.count == 1 { return tests[0].run }
        if tests.count == 2 {
            let (first, second) = (tests[0].run, tests[1].run)
            return { frame throws(EvaluationStop) in
                try first(frame) == end ? end : try second(frame)
            }
        }
        return { frame throws(EvaluationStop) in
            for test in tests where try test.run(frame) == end { return end }
            return !end
        }
    }

    /// `A => (B => C)` is `A & B => C`, defined where that is.
    private static func premises(of body: Predicate) -> ([Predicate], Predicate) {
        var premises: [Predicate] = []
        var rest = body
        while case .implies(let left, let right) = rest.node {
            premises += left.allConjuncts
            rest = right
        }
        return (premises, rest)
    }

    /// `#` without a conclusion, `!` with one. One instance that decides is enough, whatever the
    /// others are; without one, an instance that has no truth value leaves the whole without.
    private func quantifier(
        _ symbols: [Int], _ conjuncts: [Predicate], _ conclusion: Predicate?,
        _ span: SourceSpan, _ scope: Scope
    ) -> Test {
        let inner = binding(symbols, scope).scope
        let solve = solutions(of: conjuncts, for: symbols, inner, span, .passingOver)
        let test = conclusion.map { self.test($0, inner) }
        return { frame throws(EvaluationStop) in
            let outer = frame.pending
            frame.pending = nil
            defer { frame.pending = outer }
            let isDecided = try solve(frame) { frame throws(EvaluationStop) in
                if let test { return !(try test.run(frame)) }
                return true
            }
            if !isDecided, let stop = frame.pending { throw stop }
            return isDecided == (test == nil)
        }
    }

    private func compare(
        _ comparison: Comparison, _ left: Expression, _ right: Expression, _ scope: Scope
    ) -> Test {
        switch comparison {
        case .equal: return equality(left, right, scope)
        case .notEqual:
            let test = equality(left, right, scope)
            return { frame throws(EvaluationStop) in !(try test(frame)) }
        case .member: return membership(left, right, scope)
        case .notMember:
            let test = membership(left, right, scope)
            return { frame throws(EvaluationStop) in !(try test(frame)) }
        case .subset: return inclusion(left, right, isStrict: false, scope)
        case .notSubset:
            let test = inclusion(left, right, isStrict: false, scope)
            return { frame throws(EvaluationStop) in !(try test(frame)) }
        case .strictSubset: return inclusion(left, right, isStrict: true, scope)
        case .notStrictSubset:
            let test = inclusion(left, right, isStrict: true, scope)
            return { frame throws(EvaluationStop) in !(try test(frame)) }
        case .less: return ordering(left, right, scope, { $0 < $1 }, { $0 < 0 })
        case .lessOrEqual: return ordering(left, right, scope, { $0 <= $1 }, { $0 <= 0 })
        case .greater: return ordering(right, left, scope, { $0 < $1 }, { $0 < 0 })
        case .greaterOrEqual: return ordering(right, left, scope, { $0 <= $1 }, { $0 <= 0 })
        }
    }

    private func equality(_ left: Expression, _ right: Expression, _ scope: Scope) -> Test {
        if left.isInfinite || right.isInfinite { return infiniteEquality(left, right, scope) }
        let (a, b) = (code(left, scope), code(right, scope))
        if let slot = a.slot, let value = b.constant {
            switch value {
            case .integer(let number):
                return { frame in
                    if case .integer(number) = frame.current[slot] { true } else { false }
                }
            case .boolean(let truth):
                return { frame in
                    if case .boolean(truth) = frame.current[slot] { true } else { false }
                }
            case .element(_, let index):
                return { frame in
                    if case .element(_, index) = frame.current[slot] { true } else { false }
                }
            default: break
            }
        }
        if let first = a.slot, let second = b.slot, left.type.isScalar {
            return { frame in frame.current[first] == frame.current[second] }
        }
        let (x, y) = (a.run, b.run)
        let span = left.span
        return { frame throws(EvaluationStop) in
            let (first, second) = (try x(frame), try y(frame))
            if case .set(let set) = first { try frame.charge(set.comparisonSteps, span) }
            return first == second
        }
    }

    /// No set that can be written out is one without end.
    private func infiniteEquality(
        _ left: Expression, _ right: Expression, _ scope: Scope
    ) -> Test {
        if case .builtIn(let a) = left.node, case .builtIn(let b) = right.node {
            return { _ in a == b }
        }
        let other = set(left.isInfinite ? right : left, scope)
        return { frame throws(EvaluationStop) in
            _ = try other(frame)
            return false
        }
    }

    private func ordering(
        _ left: Expression, _ right: Expression, _ scope: Scope,
        _ small: @escaping (Int, Int) -> Bool, _ large: @escaping (Int) -> Bool
    ) -> Test {
        let (a, b) = (code(left, scope), code(right, scope))
        if let slot = a.slot, case .integer(let bound)? = b.constant {
            return { frame in
                if case .integer(let number) = frame.current[slot] { return small(number, bound) }
                return large(frame.current[slot].order(.integer(bound)))
            }
        }
        if let slot = b.slot, case .integer(let bound)? = a.constant {
            return { frame in
                if case .integer(let number) = frame.current[slot] { return small(bound, number) }
                return large(Value.integer(bound).order(frame.current[slot]))
            }
        }
        let (x, y) = (a.run, b.run)
        return { frame throws(EvaluationStop) in
            let (first, second) = (try x(frame), try y(frame))
            if case .integer(let p) = first, case .integer(let q) = second { return small(p, q) }
            return large(first.order(second))
        }
    }
}

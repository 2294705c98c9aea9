/// Substitutions with several ways to go.
extension Compiler {
    func branching(
        _ substitution: Substitution, _ targets: [Int], _ scope: Scope
    ) -> Execute {
        var bodies: [ExecuteCode] = []
        for arm in substitution.arms(of: calls.last) {
            // Not with `map` and `??`: an optional closure is wrapped anew at every call.
            let body: Execute
            if let given = arm.body {
                body = self.substitution(given, targets, scope)
            } else {
                body = keeping(targets, scope)
            }
            bodies.append(ExecuteCode(run: taking(arm.branch, body, scope)))
        }
        let span = substitution.span
        switch substitution.node {
        case .conditional(let arms, _):
            return conditional(arms.map { test($0.condition, scope) }, bodies)
        case .cases(let value, let arms, _):
            return cases(value, arms.map(\.values), bodies, scope)
        case .select(let arms, _):
            return select(arms.map { test($0.guard, scope) }, bodies, span)
        default:
            return { [bodies] frame, next throws(EvaluationStop) in
                for body in bodies where try Self.attempt(body.run, frame, span, next) {
                    return true
                }
                return false
            }
        }
    }

    /// Records that the branch was taken, where that is wanted.
    private func taking(
        _ branch: Branch, _ body: @escaping Execute, _ scope: Scope
    ) -> Execute {
        guard scope.isRecording, let number = branches.number(of: branch) else { return body }
        return { frame, next throws(EvaluationStop) in
            let mark = frame.mark
            frame.trail.append(number)
            do throws(EvaluationStop) {
                if try body(frame, next) { return true }
            } catch {
                frame.unwind(to: mark)
                throw error
            }
            frame.back(to: mark)
            return false
        }
    }

    /// One of several ways: where only some outcome is looked for, one without a value is left.
    private static func attempt(
        _ body: @escaping Execute, _ frame: Frame, _ span: SourceSpan, _ next: Next
    ) throws(EvaluationStop) -> Bool {
        try frame.tick(span)
        do throws(EvaluationStop) {
            return try body(frame, next)
        } catch {
            if !frame.isTolerant { throw error }
            try frame.note(error)
            return false
        }
    }

    private func conditional(_ tests: [TestCode], _ bodies: [ExecuteCode]) -> Execute {
        if tests.count == 1 {
            let (test, first, second) = (tests[0].run, bodies[0].run, bodies[1].run)
            return { frame, next throws(EvaluationStop) in
                try test(frame) ? try first(frame, next) : try second(frame, next)
            }
        }
        return { frame, next throws(EvaluationStop) in
            for place in tests.indices where try tests[place].run(frame) {
                return try bodies[place].run(frame, next)
            }
            return try bodies[tests.count].run(frame, next)
        }
    }

    private func cases(
        _ value: Expression, _ labels: [[Expression]], _ bodies: [ExecuteCode],
        _ scope: Scope
    ) -> Execute {
        let chosen = expression(value, scope)
        let codes = labels.map { $0.map { code($0, scope) } }
        return { frame, next throws(EvaluationStop) in
            let value = try chosen(frame)
            for (place, labels) in codes.enumerated() {
                for label in labels where try label.run(frame) == value {
                    return try bodies[place].run(frame, next)
                }
            }
            return try bodies[codes.count].run(frame, next)
        }
    }

    /// Every branch whose guard holds is a way to go; `ELSE` only when all guards are false.
    private func select(
        _ guards: [TestCode], _ bodies: [ExecuteCode], _ span: SourceSpan
    ) -> Execute {
        { frame, next throws(EvaluationStop) in
            var areAllFalse = true
            for place in guards.indices {
                do throws(EvaluationStop) {
                    guard try guards[place].run(frame) else { continue }
                } catch {
                    if !frame.isTolerant { throw error }
                    try frame.note(error)
                    areAllFalse = false
                    continue
                }
                areAllFalse = false
                if try Self.attempt(bodies[place].run, frame, span, next) { return true }
            }
            if areAllFalse, bodies.count > guards.count {
                return try bodies[guards.count].run(frame, next)
            }
            return false
        }
    }

    /// `ANY z WHERE P THEN S END`.
    func any(
        _ symbols: [Int], _ predicate: Predicate, _ body: Substitution, _ targets: [Int],
        _ span: SourceSpan, _ scope: Scope
    ) -> Execute {
        let (inner, slots) = binding(symbols, scope)
        let conjuncts = predicate.allConjuncts
        let known = goals(of: body, symbols, inner)
        let solve = solutions(
            of: conjuncts, for: symbols, inner, span, .asTheFrameSays, known: known,
            isForTruth: scope.isForAcceptance)
        let code = protecting(slots, substitution(body, targets, inner), scope)
        return telling(
            conjuncts, about: symbols, known: known, span, inner, isByConditions: false
        ) { frame, next throws(EvaluationStop) in
            try solve(frame) { frame throws(EvaluationStop) in try code(frame, next) }
        }
    }

    /// Names that the body gives to what is known: `ANY z WHERE P THEN out := z END`.
    private func goals(
        of body: Substitution, _ symbols: [Int], _ scope: Scope
    ) -> [Int: Int] {
        switch body.node {
        case .assign(let parts):
            var found: [Int: Int] = [:]
            for part in parts {
                if let goal = scope.known[scope.slot(part.slot)],
                    case .symbol(let symbol) = part.value.node, symbols.contains(symbol)
                {
                    found[symbol] = goal
                }
            }
            return found
        case .parallel(let parts):
            return parts.reduce(into: [:]) { found, part in
                found.merge(goals(of: part, symbols, scope)) { first, _ in first }
            }
        case .sequence(let parts):
            return parts.last.map { goals(of: $0, symbols, scope) } ?? [:]
        case .precondition(_, let inner), .assert(_, let inner), .bind(_, let inner):
            return goals(of: inner, symbols, scope)
        case .any(_, _, let inner): return goals(of: inner, symbols, scope)
        default: return [:]
        }
    }

    /// `x, y :: S` is `x, y : (x |-> y : S)`.
    func choosing(
        _ symbols: [Int], from set: Expression, _ span: SourceSpan, _ scope: Scope
    ) -> Execute {
        // S reads what was before, so the new values have names that it does not know.
        let fresh = symbols.map { _ in newSlot() }
        var value: Expression?
        for (symbol, slot) in zip(symbols, fresh) {
            aliases[slot] = symbol
            let part = Expression(.symbol(slot), machine.symbols[symbol].type, span)
            value =
                value.map {
                    Expression(.binary(.pair, $0, part), .pair($0.type, part.type), span)
                } ?? part
        }
        guard let value else { return keeping([], scope) }
        let predicate = Predicate(.compare(.member, value, set), span)
        return choosing(
            symbols, named: fresh, [predicate], span, scope, scope, isByConditions: false)
    }

    /// `x, y : (P)`: in P the names stand for the new values, `x$0` for the old ones.
    func choosing(
        _ symbols: [Int], suchThat predicate: Predicate, _ span: SourceSpan, _ scope: Scope
    ) -> Execute {
        var inner = scope
        let old = symbols.map { scope.slot($0) }
        for (symbol, slot) in zip(symbols, old) {
            inner.slots[symbol] = newSlot()
            inner.befores[symbol] = slot
        }
        return choosing(
            symbols, named: symbols, predicate.allConjuncts, span, scope, inner,
            isByConditions: true)
    }

    /// - Parameter names: what the conjuncts call the new values.
    private func choosing(
        _ symbols: [Int], named names: [Int], _ conjuncts: [Predicate], _ span: SourceSpan,
        _ outer: Scope, _ scope: Scope, isByConditions: Bool
    ) -> Execute {
        var known: [Int: Int] = [:]
        for (symbol, name) in zip(symbols, names) {
            known[name] = outer.known[outer.slot(symbol)]
        }
        let solve = solutions(
            of: conjuncts, for: names, scope, span, .asTheFrameSays, known: known,
            isForTruth: outer.isForAcceptance)
        let slots = names.map { scope.slot($0) }
        let moves = zip(slots, symbols).map { (from: $0, to: outer.slot($1)) }
        let isRecording = outer.isRecording
        let write: Execute = { frame, next throws(EvaluationStop) in
            for move in moves { frame.next[move.to] = frame.current[move.from] }
            if isRecording { for move in moves { frame.writers[move.to] = span } }
            return try next(frame)
        }
        let code = protecting(slots, write, outer)
        return telling(
            conjuncts, about: names, known: known, span, scope, isByConditions: isByConditions
        ) { frame, next throws(EvaluationStop) in
            try solve(frame) { frame throws(EvaluationStop) in try code(frame, next) }
        }
    }

    /// In a loop the same names are bound again by what follows: they are put back after it.
    func protecting(_ slots: [Int], _ body: @escaping Execute, _ scope: Scope) -> Execute {
        guard scope.isInLoop, !slots.isEmpty else { return body }
        return { frame, next throws(EvaluationStop) in
            try body(frame) { frame throws(EvaluationStop) in
                let mark = frame.mark
                frame.save(slots)
                do throws(EvaluationStop) {
                    if try next(frame) {
                        frame.keepWritten(since: mark)
                        return true
                    }
                } catch {
                    frame.unwind(to: mark)
                    throw error
                }
                frame.back(to: mark)
                return false
            }
        }
    }
}

import BigInt

/// Search plans to code.
extension Compiler {
    /// Names that one search may bind, and choices side by side: each takes room on the stack.
    static let bindsMax = 1000

    /// What becomes of an instance, or a path, without a value.
    enum Stops {
        /// It leaves the whole without a value.
        case thrown
        /// The others are still tried.
        case passingOver
        /// As the frame says: see `Frame.isTolerant`.
        case asTheFrameSays
    }

    /// Runs what follows for every instance that makes all conjuncts true, with the symbols bound
    /// in the slots that the scope says.
    ///
    /// - Parameter known: symbols that are bound to what slots hold; then only true instances
    ///   matter.
    func solutions(
        of conjuncts: [Predicate], for symbols: [Int], _ scope: Scope, _ span: SourceSpan,
        _ stops: Stops = .thrown, known: [Int: Int] = [:], isForTruth: Bool = false
    ) -> Execute {
        if symbols.count > Self.bindsMax {
            let stop = tooLarge(span)
            return { _, _ throws(EvaluationStop) in throw stop }
        }
        var types: [Int: MachineType] = [:]
        for symbol in symbols { types[symbol] = self.symbol(symbol)?.type }
        var plan = SearchPlan(
            conjuncts, for: symbols, types: types, scope.totality,
            isForTruth: isForTruth || !known.isEmpty, limits: limits)
        plan.bind(Array(known.keys))
        plan.order(span)
        var execute: Execute = { frame, next throws(EvaluationStop) in try next(frame) }
        for step in plan.steps.reversed() {
            execute = code(for: step, then: execute, scope, stops)
        }
        if known.isEmpty { return execute }
        let moves = known.map { (from: $0.value, to: scope.slot($0.key)) }
        let rest = execute
        return { frame, next throws(EvaluationStop) in
            for move in moves { frame.current[move.to] = frame.current[move.from] }
            return try rest(frame, next)
        }
    }

    private func code(
        for step: SearchPlan.Step, then rest: @escaping Execute, _ scope: Scope, _ stops: Stops
    ) -> Execute {
        switch step {
        case .test(let predicates):
            let test = self.chain(predicates, endsAt: false, scope)
            return { frame, next throws(EvaluationStop) in
                try test(frame) ? try rest(frame, next) : false
            }
        case .equal(let pattern, let expression):
            let value = self.expression(expression, scope)
            let match = self.match(pattern, scope)
            return { frame, next throws(EvaluationStop) in
                let found = try value(frame)
                return try match(frame, found) ? try rest(frame, next) : false
            }
        case .element(let pattern, let set):
            return each(elements(of: set, scope), match(pattern, scope), rest, stops)
        case .between(let symbol, let lower, let upper):
            return each(
                integers(lower, upper, scope), match(.bind(symbol), scope), rest, stops)
        case .subset(let symbol, let set, let isStrict):
            return each(
                subsets(of: set, isStrict: isStrict, scope), match(.bind(symbol), scope), rest,
                stops)
        case .unbounded(let symbol, let span):
            let stop = EvaluationStop(.undecided("'\(name(symbol))' is not bounded"), span)
            return { _, _ throws(EvaluationStop) in throw stop }
        }
    }

    private func each(
        _ elements: @escaping Enumerate, _ match: @escaping Contains, _ rest: @escaping Execute,
        _ stops: Stops
    ) -> Execute {
        { frame, next throws(EvaluationStop) in
            try elements(frame) { frame, value throws(EvaluationStop) in
                if stops == .thrown {
                    return try match(frame, value) ? try rest(frame, next) : false
                }
                do throws(EvaluationStop) {
                    return try match(frame, value) ? try rest(frame, next) : false
                } catch {
                    if stops == .asTheFrameSays, !frame.isTolerant { throw error }
                    try frame.note(error)
                    return false
                }
            }
        }
    }

    /// Binds the names of a pattern to the parts of a value; false when they do not fit.
    private func match(_ pattern: SearchPlan.Pattern, _ scope: Scope) -> Contains {
        switch pattern {
        case .bind(let symbol):
            let slot = scope.slot(symbol)
            return { frame, value in
                frame.current[slot] = value
                return true
            }
        case .pair(let left, let right):
            let (a, b) = (match(left, scope), match(right, scope))
            return { frame, value throws(EvaluationStop) in
                guard case .pair(let first, let second) = value else { return false }
                return try a(frame, first) ? try b(frame, second) : false
            }
        case .value(let expression):
            let wanted = self.expression(expression, scope)
            return { frame, value throws(EvaluationStop) in try wanted(frame) == value }
        }
    }

    private func subsets(
        of set: Expression, isStrict: Bool, _ scope: Scope
    ) -> Enumerate {
        let source = self.set(set, scope)
        let span = set.span
        return { frame, visit throws(EvaluationStop) in
            let all = try source(frame)
            try frame.list(all, span)
            return try Self.subsets(of: all.elements, least: 0, frame, span) {
                frame, value throws(EvaluationStop) in
                if isStrict, case .set(let subset) = value, subset.count == all.count {
                    return false
                }
                return try visit(frame, value)
            }
        }
    }

    private func integers(
        _ lower: [SearchPlan.Bound], _ upper: [SearchPlan.Bound], _ scope: Scope
    ) -> Enumerate {
        let least = lower.map { (value: code($0.expression, scope), by: $0.isStrict) }
        let most = upper.map { (value: code($0.expression, scope), by: $0.isStrict) }
        let span = lower[0].expression.span
        return { frame, visit throws(EvaluationStop) in
            var (from, through): (Value?, Value?) = (nil, nil)
            for bound in least {
                let value = Self.moved(try bound.value.run(frame), by: bound.by ? 1 : 0)
                if let known = from, known.order(value) >= 0 { continue }
                from = value
            }
            for bound in most {
                let value = Self.moved(try bound.value.run(frame), by: bound.by ? -1 : 0)
                if let known = through, known.order(value) <= 0 { continue }
                through = value
            }
            guard var number = from, let last = through else { return false }
            while number.order(last) <= 0 {
                try frame.tick(span)
                if try visit(frame, number) { return true }
                number = Self.moved(number, by: 1)
            }
            return false
        }
    }

    private static func moved(_ value: Value, by distance: Int) -> Value {
        if case .integer(let number) = value {
            let (sum, overflows) = number.addingReportingOverflow(distance)
            if !overflows { return .integer(sum) }
        }
        return Value((value.number ?? 0) + BigInt(distance))
    }
}

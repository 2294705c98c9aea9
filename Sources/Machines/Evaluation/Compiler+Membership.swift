/// `x : S` and `S <: T`, compiled by the form of the set: it is asked, not written out.
///
/// A part of the set that may have no value is evaluated before, whether it is needed or not: a
/// set without a value makes no membership true.
extension Compiler {
    func membership(_ left: Expression, _ right: Expression, _ scope: Scope) -> Test {
        let value = code(left, scope)
        let set = code(right, scope)
        if let slot = value.slot, let (lower, upper) = set.interval {
            return { frame in
                guard case .integer(let number) = frame.current[slot] else { return false }
                return lower <= number && number <= upper
            }
        }
        let run = value.run
        let contains = self.contains(right, scope)
        return { frame throws(EvaluationStop) in
            let element = try run(frame)
            return try contains(frame, element)
        }
    }

    /// Whether the set contains a value; throws whenever the set itself has no value.
    func contains(_ set: Expression, _ scope: Scope) -> Contains {
        if set.isBetterAsked, !scope.totality.isTotal(set) {
            let (prelude, rest) = hoisted(set, scope)
            let contains = form(rest, scope)
            return { frame, value throws(EvaluationStop) in
                for (slot, part) in prelude { frame.current[slot] = try part.run(frame) }
                return try contains(frame, value)
            }
        }
        return form(set, scope)
    }

    /// Takes the parts that may have no value out of a set's form, into slots of their own.
    private func hoisted(
        _ set: Expression, _ scope: Scope
    ) -> (prelude: [(slot: Int, part: Code)], rest: Expression) {
        var prelude: [(slot: Int, part: Code)] = []
        func rewritten(_ part: Expression) -> Expression {
            if scope.totality.isTotal(part) { return part }
            var copy = part
            switch part.node {
            case .unary(let op, let base) where part.isBetterAsked:
                copy.node = .unary(op, rewritten(base))
            case .binary(let op, let left, let right) where part.isBetterAsked:
                copy.node = .binary(op, rewritten(left), rewritten(right))
            case .recordSet(let fields):
                copy.node = .recordSet(fields.map { ($0.label, rewritten($0.value)) })
            default:
                let slot = newSlot()
                prelude.append((slot, code(part, scope)))
                copy.node = .symbol(slot)
            }
            return copy
        }
        let rest = rewritten(set)
        return (prelude, rest)
    }

    private func form(_ set: Expression, _ outer: Scope) -> Contains {
        guard let scope = deeper(outer) else {
            let stop = tooLarge(set.span)
            return { _, _ throws(EvaluationStop) in throw stop }
        }
        switch set.node {
        case .builtIn, .given: return named(set)
        case .unary(let op, let base) where set.isBetterAsked:
            return family(op, base, set.span, scope)
        case .binary(.interval, let lower, let upper): return between(lower, upper, scope)
        case .binary(let op, let left, let right) where set.isBetterAsked:
            return combination(op, left, right, set.span, scope)
        case .comprehension(let symbols, let predicate):
            let (inner, slots) = binding(symbols, scope)
            let test = self.predicate(predicate, inner)
            return { frame, value throws(EvaluationStop) in
                guard Self.spread(value, over: slots, frame) else {
                    throw Self.mistyped(set.span)
                }
                return try test(frame)
            }
        case .recordSet(let fields):
            let parts = fields.map { ContainsCode(run: contains($0.value, scope)) }
            return { frame, value throws(EvaluationStop) in
                guard case .record(let values) = value, values.count == parts.count else {
                    throw Self.mistyped(set.span)
                }
                for (part, value) in zip(parts, values) where !(try part.run(frame, value)) {
                    return false
                }
                return true
            }
        default:
            let values = self.set(set, scope)
            return { frame, value throws(EvaluationStop) in
                if case .set(let element) = value {
                    try frame.charge(element.comparisonSteps, set.span)
                }
                return try values(frame).contains(value)
            }
        }
    }

    private func named(_ set: Expression) -> Contains {
        guard let bounds = set.integerBounds(limits) else { return { _, _ in true } }
        let (lower, upper) = (bounds.lower ?? .min, bounds.upper ?? .max)
        return { _, value in
            switch value {
            case .integer(let number): lower <= number && number <= upper
            case .large(let number): number > 0 ? bounds.upper == nil : bounds.lower == nil
            default: false
            }
        }
    }

    private func between(_ lower: Expression, _ upper: Expression, _ scope: Scope) -> Contains {
        let (a, b) = (expression(lower, scope), expression(upper, scope))
        return { frame, value throws(EvaluationStop) in
            let (from, through) = (try a(frame), try b(frame))
            return from.order(value) <= 0 && value.order(through) <= 0
        }
    }

    /// `POW(S)`, `seq(S)` and their kin.
    private func family(
        _ op: UnaryOperator, _ base: Expression, _ span: SourceSpan, _ scope: Scope
    ) -> Contains {
        let element = contains(base, scope)
        let whole = op == .permutations ? SetCode(run: set(base, scope)) : nil
        let isSequence: Bool, isInjective: Bool, isNonempty: Bool
        switch op {
        case .power, .finite: (isSequence, isInjective, isNonempty) = (false, false, false)
        case .power1, .finite1: (isSequence, isInjective, isNonempty) = (false, false, true)
        case .sequences: (isSequence, isInjective, isNonempty) = (true, false, false)
        case .sequences1: (isSequence, isInjective, isNonempty) = (true, false, true)
        case .injectiveSequences1: (isSequence, isInjective, isNonempty) = (true, true, true)
        default: (isSequence, isInjective, isNonempty) = (true, true, false)
        }
        return { frame, value throws(EvaluationStop) in
            guard case .set(let set) = value else { throw Self.mistyped(span) }
            if isNonempty, set.isEmpty { return false }
            if !isSequence { return try Self.all(of: set, element, base, frame, span) }
            guard let values = set.sequence else { return false }
            try frame.list(set, span)
            for value in values where !(try element(frame, value)) { return false }
            let range = isInjective || whole != nil ? SetValue(values) : .empty
            if isInjective, range.count != values.count { return false }
            if let whole { return try whole.run(frame) == range }
            return true
        }
    }

    /// Whether all elements of a set are in another one; of an interval its ends are enough where
    /// the other one has no gaps.
    static func all(
        of set: SetValue, _ contains: Contains, _ other: Expression, _ frame: Frame,
        _ span: SourceSpan
    ) throws(EvaluationStop) -> Bool {
        if case .interval(let lower, let upper) = set.form, other.hasNoGaps {
            let first = try contains(frame, .integer(lower))
            return try contains(frame, .integer(upper)) && first
        }
        try frame.list(set, span)
        for place in 0..<set.count where !(try contains(frame, set[place])) { return false }
        return true
    }

    private func combination(
        _ op: BinaryOperator, _ left: Expression, _ right: Expression, _ span: SourceSpan,
        _ scope: Scope
    ) -> Contains {
        if let kind = ArrowKind(op) { return arrow(kind, left, right, span, scope) }
        let (a, b) = (contains(left, scope), contains(right, scope))
        switch op {
        case .union:
            return { frame, value throws(EvaluationStop) in
                try a(frame, value) ? true : try b(frame, value)
            }
        case .intersection:
            return { frame, value throws(EvaluationStop) in
                try a(frame, value) ? try b(frame, value) : false
            }
        case .difference:
            return { frame, value throws(EvaluationStop) in
                try a(frame, value) ? !(try b(frame, value)) : false
            }
        default:
            return { frame, value throws(EvaluationStop) in
                guard case .pair(let x, let y) = value else { throw Self.mistyped(span) }
                return try a(frame, x) ? try b(frame, y) : false
            }
        }
    }

    /// `S <: T`, `S <<: T`.
    func inclusion(
        _ left: Expression, _ right: Expression, isStrict: Bool, _ scope: Scope
    ) -> Test {
        if case .builtIn(let a) = left.node, case .builtIn(let b) = right.node,
            left.isInfinite
        {
            let sizes: [BuiltInSet] = [.NATURAL1, .NATURAL, .INTEGER]
            let isIncluded =
                a == b
                ? !isStrict
                : right.isInfinite
                    && sizes.firstIndex(of: a) ?? 0 < sizes.firstIndex(of: b) ?? 0
            return { _ in isIncluded }
        }
        let small = set(left, scope)
        let span = left.span
        if right.isBetterAsked {
            let contains = self.contains(right, scope)
            let large = isStrict && !right.isInfinite ? SetCode(run: set(right, scope)) : nil
            // Without an element to ask for, a set that has no value is found out all the same.
            let probe = scope.totality.isTotal(right) ? nil : SetCode(run: set(right, scope))
            return { frame throws(EvaluationStop) in
                let set = try small(frame)
                if set.isEmpty { _ = try probe?.run(frame) }
                guard try Self.all(of: set, contains, right, frame, span) else { return false }
                return try large.map { whole throws(EvaluationStop) in
                    try whole.run(frame).count > set.count
                } ?? true
            }
        }
        let large = set(right, scope)
        return { frame throws(EvaluationStop) in
            let set = try small(frame)
            let whole = try large(frame)
            if set.isEmpty || whole.isEmpty { return set.isEmpty && (!isStrict || !whole.isEmpty) }
            if case .interval = set.form {} else { try frame.list(set, span) }
            return set.isSubset(of: whole) && (!isStrict || set.count < whole.count)
        }
    }
}

extension Expression {
    /// A set of integers that contains whatever lies between two of its elements.
    var hasNoGaps: Bool {
        switch node {
        case .builtIn, .binary(.interval, _, _): true
        default: false
        }
    }
}

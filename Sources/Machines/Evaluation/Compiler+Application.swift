/// `f(x)`, `%x.(P | E)`, and what is gathered over all solutions of a predicate.
extension Compiler {
    func apply(
        _ function: Expression, _ argument: Expression, _ span: SourceSpan, _ scope: Scope
    ) -> Code {
        if case .lambda(let symbols, let predicate, let result) = function.node,
            scope.totality.isTotal(function)
        {
            return application(of: symbols, predicate, result, to: argument, span, scope)
        }
        let (f, x) = (code(function, scope), code(argument, scope))
        let outside = EvaluationStop(.undefined("applies a function outside of its domain"), span)
        let several = EvaluationStop(.undefined("applies a relation to what it maps twice"), span)
        return folded([f, x]) { frame throws(EvaluationStop) in
            guard case .set(let set) = try f.run(frame) else { throw Self.mistyped(span) }
            switch set.images(of: try x.run(frame)) {
            case .one(let image): return image
            case .none: throw outside
            case .several: throw several
            }
        }
    }

    /// Without writing the function out. Only of a lambda that is defined everywhere: otherwise
    /// an instance elsewhere could make it undefined.
    private func application(
        of symbols: [Int], _ predicate: Predicate, _ result: Expression,
        to argument: Expression, _ span: SourceSpan, _ scope: Scope
    ) -> Code {
        let x = code(argument, scope)
        let (inner, slots) = binding(symbols, scope)
        let test = self.predicate(predicate, inner)
        let value = expression(result, inner)
        let outside = EvaluationStop(.undefined("applies a function outside of its domain"), span)
        return Code { frame throws(EvaluationStop) in
            try frame.tick(span)
            guard Self.spread(try x.run(frame), over: slots, frame) else {
                throw Self.mistyped(span)
            }
            guard try test(frame) else { throw outside }
            return try value(frame)
        }
    }

    /// Puts the parts of a left-nested pair into slots.
    static func spread(_ value: Value, over slots: [Int], _ frame: Frame) -> Bool {
        var rest = value
        for slot in slots.dropFirst().reversed() {
            guard case .pair(let left, let right) = rest else { return false }
            frame.current[slot] = right
            rest = left
        }
        if let first = slots.first { frame.current[first] = rest }
        return true
    }

    /// The left-nested pair of what slots hold.
    static func tuple(_ slots: [Int], _ frame: Frame) -> Value {
        guard let first = slots.first else { return .unset }
        var value = frame.current[first]
        for slot in slots.dropFirst() { value = .pair(value, frame.current[slot]) }
        return value
    }

    func lambda(
        _ symbols: [Int], _ predicate: Predicate, _ result: Expression, _ span: SourceSpan,
        _ scope: Scope
    ) -> Code {
        let (inner, slots) = binding(symbols, scope)
        let solve = solutions(of: predicate.allConjuncts, for: symbols, inner, span)
        let value = expression(result, inner)
        return Code { frame throws(EvaluationStop) in
            var found: [Value] = []
            _ = try solve(frame) { frame throws(EvaluationStop) in
                if found.count == frame.limits.elementsMax { throw frame.tooMany(span) }
                let image = try value(frame)
                found.append(.pair(Self.tuple(slots, frame), image))
                return false
            }
            return .set(SetValue(found))
        }
    }

    func quantified(
        _ op: QuantifiedOperator, _ symbols: [Int],
        _ body: (predicate: Predicate, result: Expression), _ span: SourceSpan, _ scope: Scope
    ) -> Code {
        let inner = binding(symbols, scope).scope
        let solve = solutions(of: body.predicate.allConjuncts, for: symbols, inner, span)
        let value = expression(body.result, inner)
        let combine = Self.combination(op, span, limits, isConcrete: scope.isConcrete)
        return Code { frame throws(EvaluationStop) in
            var total: Value?
            _ = try solve(frame) { frame throws(EvaluationStop) in
                let next = try value(frame)
                total = try combine(total, next, frame)
                return false
            }
            if let total { return total }
            switch op {
            case .sum: return .integer(0)
            case .product: return .integer(1)
            case .union: return .set(.empty)
            case .intersection:
                throw EvaluationStop(.undefined("is the INTER of no sets"), span)
            }
        }
    }

    private static func combination(
        _ op: QuantifiedOperator, _ span: SourceSpan, _ limits: MachineLimits, isConcrete: Bool
    ) -> (Value?, Value, Frame) throws(EvaluationStop) -> Value {
        let range = limits.integerMin...limits.integerMax
        return { total, next, frame throws(EvaluationStop) in
            switch (op, total, next) {
            case (.sum, _, _), (.product, _, _):
                let sum = try Self.combined(op, total, next, frame, span)
                guard isConcrete else { return sum }
                if case .integer(let number) = sum, range.contains(number) { return sum }
                throw EvaluationStop(.undefined("is not in MININT..MAXINT"), span)
            case (.union, .set(let known)?, .set(let set)):
                return .set(try known.joined(set, frame, span))
            case (.intersection, .set(let known)?, .set(let set)):
                return .set(try known.common(set, frame, span))
            default: return next
            }
        }
    }

    private static func combined(
        _ op: QuantifiedOperator, _ total: Value?, _ next: Value, _ frame: Frame,
        _ span: SourceSpan
    ) throws(EvaluationStop) -> Value {
        guard let total else { return next }
        if case .integer(let a) = total, case .integer(let b) = next {
            let (result, overflows) =
                op == .sum ? a.addingReportingOverflow(b) : a.multipliedReportingOverflow(by: b)
            if !overflows { return .integer(result) }
        }
        guard let a = total.number, let b = next.number else { throw mistyped(span) }
        if total.bits + next.bits > frame.limits.integerBitsMax {
            throw EvaluationStop(
                .undecided("is a number of more than \(frame.limits.integerBitsMax) bits"), span)
        }
        try frame.charge(1 + total.bits / 64 * (next.bits / 64) / 16, span)
        return Value(op == .sum ? a + b : a * b)
    }
}

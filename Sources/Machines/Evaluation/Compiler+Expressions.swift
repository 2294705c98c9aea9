/// Expressions to code.
extension Compiler {
    func expression(_ expression: Expression, _ scope: Scope) -> Evaluate {
        code(expression, scope).run
    }

    func code(_ expression: Expression, _ outer: Scope) -> Code {
        let span = expression.span
        guard let scope = deeper(outer) else { return failing(tooLarge(span)) }
        switch expression.node {
        case .integer(let number): return Code(constant: Value(number))
        case .boolean(let truth): return Code(constant: .boolean(truth))
        case .string(let text): return Code(constant: .string(text))
        case .element(let set, let index): return Code(constant: .element(set: set, index: index))
        case .symbol(let symbol): return self.symbol(symbol, span, scope)
        case .before(let symbol):
            return read(scope.befores[symbol] ?? scope.slot(symbol), symbol, span, scope)
        case .unary(let op, let part): return unary(op, part, expression, scope)
        case .binary(let op, let left, let right):
            return binary(op, left, right, expression, scope)
        case .set(let parts): return extensionSet(parts, scope)
        case .sequence(let parts):
            let codes = parts.map { code($0, scope) }
            return folded(codes) { frame throws(EvaluationStop) in
                var values: [Value] = []
                for code in codes { values.append(try code.run(frame)) }
                return .set(SetValue(from: 1, values: values))
            }
        case .builtIn, .given: return namedSet(expression, scope)
        case .comprehension, .recordSet: return collected(expression, scope)
        case .lambda(let symbols, let predicate, let result):
            return lambda(symbols, predicate, result, span, scope)
        case .quantified(let op, let symbols, let predicate, let result):
            return quantified(op, symbols, (predicate, result), span, scope)
        case .truth(let predicate):
            let test = self.predicate(predicate, scope)
            return Code { frame throws(EvaluationStop) in .boolean(try test(frame)) }
        case .apply(let function, let argument):
            return apply(function, argument, span, scope)
        case .image(let relation, let set):
            return sets(relation, set, scope) { left, right, frame throws(EvaluationStop) in
                try frame.list(left, span)
                return .set(left.image(of: right))
            }
        case .record(let fields):
            let codes = fields.map { code($0.value, scope) }
            return folded(codes) { frame throws(EvaluationStop) in
                var values: [Value] = []
                for code in codes { values.append(try code.run(frame)) }
                return .record(values)
            }
        case .field(let record, let label): return field(record, label, scope)
        }
    }

    func failing(_ stop: EvaluationStop) -> Code {
        Code { _ throws(EvaluationStop) in throw stop }
    }

    private func symbol(_ symbol: Int, _ span: SourceSpan, _ scope: Scope) -> Code {
        let slot = scope.slot(symbol)
        if slot == symbol, let value = constants[symbol] { return Code(constant: value) }
        return read(slot, symbol, span, scope)
    }

    private func read(_ slot: Int, _ symbol: Int, _ span: SourceSpan, _ scope: Scope) -> Code {
        if isAbsent(slot) {
            return failing(EvaluationStop(.undefined("'\(name(symbol))' has no value"), span))
        }
        guard scope.unset.contains(slot) else { return Code(slot: slot) }
        let stop = EvaluationStop(.undefined("'\(name(symbol))' has no value yet"), span)
        return Code { frame throws(EvaluationStop) in
            let value = frame.current[slot]
            if value.isUnset { throw stop }
            return value
        }
    }

    private func extensionSet(_ parts: [Expression], _ scope: Scope) -> Code {
        let codes = parts.map { code($0, scope) }
        return folded(codes) { frame throws(EvaluationStop) in
            var values: [Value] = []
            for code in codes { values.append(try code.run(frame)) }
            return .set(SetValue(values))
        }
    }

    private func namedSet(_ expression: Expression, _ scope: Scope) -> Code {
        if let bounds = expression.integerBounds(limits), let lower = bounds.lower,
            let upper = bounds.upper, let set = SetValue(from: lower, through: upper)
        {
            return Code(constant: .set(set))
        }
        if case .given(let index) = expression.node,
            machine.sets[index].elements.count <= limits.elementsMax
        {
            let elements = machine.sets[index].elements.indices
            return Code(
                constant: .set(
                    SetValue(ascending: elements.map { .element(set: index, index: $0) })))
        }
        if case .builtIn(.BOOL) = expression.node {
            return Code(constant: .set(SetValue([.boolean(false), .boolean(true)])))
        }
        return collected(expression, scope)
    }

    /// A set that is written out by going through its elements.
    func collected(_ expression: Expression, _ scope: Scope) -> Code {
        collected(elements(of: expression, scope), expression.span)
    }

    func collected(_ enumerate: @escaping Enumerate, _ span: SourceSpan) -> Code {
        Code { frame throws(EvaluationStop) in
            var found: [Value] = []
            _ = try enumerate(frame) { frame, value throws(EvaluationStop) in
                if found.count == frame.limits.elementsMax { throw frame.tooMany(span) }
                found.append(value)
                return false
            }
            return .set(SetValue(found))
        }
    }

    private func field(_ record: Expression, _ label: String, _ scope: Scope) -> Code {
        let code = self.code(record, scope)
        guard case .record(let fields) = record.type,
            let place = fields.firstIndex(where: { $0.label == label })
        else { return failing(tooLarge(record.span)) }
        return folded([code]) { frame throws(EvaluationStop) in
            guard case .record(let values) = try code.run(frame), place < values.count else {
                throw Self.mistyped(record.span)
            }
            return values[place]
        }
    }

    /// What only a tree that was not checked can lead to.
    static func mistyped(_ span: SourceSpan) -> EvaluationStop {
        EvaluationStop(.undefined("has another type than it should"), span)
    }

    /// A set-valued expression as a written-out set.
    func set(
        _ expression: Expression, _ scope: Scope
    ) -> (Frame) throws(EvaluationStop) -> SetValue {
        let code = self.code(expression, scope)
        if case .set(let set)? = code.constant { return { _ in set } }
        let (run, span) = (code.run, expression.span)
        return { frame throws(EvaluationStop) in
            guard case .set(let set) = try run(frame) else { throw Self.mistyped(span) }
            return set
        }
    }

    /// Something made of two sets.
    func sets(
        _ left: Expression, _ right: Expression, _ scope: Scope,
        _ make: @escaping (SetValue, SetValue, Frame) throws(EvaluationStop) -> Value
    ) -> Code {
        let (a, b) = (code(left, scope), code(right, scope))
        return folded([a, b]) { frame throws(EvaluationStop) in
            guard case .set(let first) = try a.run(frame) else { throw Self.mistyped(left.span) }
            guard case .set(let second) = try b.run(frame) else {
                throw Self.mistyped(right.span)
            }
            return try make(first, second, frame)
        }
    }
}

extension Expression {
    /// The bounds of a predefined set of integers; nil of anything else.
    func integerBounds(_ limits: MachineLimits) -> (lower: Int?, upper: Int?)? {
        guard case .builtIn(let set) = node else { return nil }
        switch set {
        case .INTEGER: return (nil, nil)
        case .NATURAL: return (0, nil)
        case .NATURAL1: return (1, nil)
        case .INT: return (limits.integerMin, limits.integerMax)
        case .NAT: return (0, limits.integerMax)
        case .NAT1: return (1, limits.integerMax)
        case .BOOL, .STRING: return nil
        }
    }

    /// A predefined set without end.
    var isInfinite: Bool {
        switch node {
        case .builtIn(.INTEGER), .builtIn(.NATURAL), .builtIn(.NATURAL1), .builtIn(.STRING): true
        default: false
        }
    }
}

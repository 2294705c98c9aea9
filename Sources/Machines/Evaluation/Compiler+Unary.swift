import BigInt

/// Expressions of one operand.
extension Compiler {
    func unary(
        _ op: UnaryOperator, _ part: Expression, _ whole: Expression, _ scope: Scope
    ) -> Code {
        let span = whole.span
        switch op {
        case .negate: return negation(part, span, scope)
        case .minimum, .maximum:
            if case .set(let parts) = part.node, !parts.isEmpty {
                return extremum(parts, isGreatest: op == .maximum, scope)
            }
            let name = op.rawValue
            return ofSet(part, scope) { set, _ throws(EvaluationStop) in
                if set.isEmpty {
                    throw EvaluationStop(.undefined("is the \(name) of an empty set"), span)
                }
                return set[op == .minimum ? 0 : set.count - 1]
            }
        case .cardinality: return cardinality(part, span, scope)
        case .power, .power1, .finite, .finite1, .sequences, .sequences1, .injectiveSequences,
            .injectiveSequences1, .permutations:
            return collected(whole, scope)
        case .union, .intersection: return generalized(op, part, span, scope)
        case .domain, .range, .inverse, .identity, .functionOf, .relationOf:
            return relation(op, part, span, scope)
        case .closure, .closure1: return closure(op, part, span, scope)
        case .size, .first, .last, .front, .tail, .reverse, .concatenation:
            return sequence(op, part, span, scope)
        }
    }

    /// Of `{E, F}`, which is not written out as a set.
    private func extremum(_ parts: [Expression], isGreatest: Bool, _ scope: Scope) -> Code {
        let codes = parts.map { code($0, scope) }
        let (first, others) = (codes[0], codes.dropFirst())
        return folded(codes) { frame throws(EvaluationStop) in
            var found = try first.run(frame)
            for code in others {
                let value = try code.run(frame)
                let order = value.order(found)
                if isGreatest ? order > 0 : order < 0 { found = value }
            }
            return found
        }
    }

    /// Something made of one set.
    func ofSet(
        _ part: Expression, _ scope: Scope,
        _ make: @escaping (SetValue, Frame) throws(EvaluationStop) -> Value
    ) -> Code {
        let code = self.code(part, scope)
        return folded([code]) { frame throws(EvaluationStop) in
            guard case .set(let set) = try code.run(frame) else {
                throw Self.mistyped(part.span)
            }
            return try make(set, frame)
        }
    }

    /// By the form of the set where that saves writing it out: `card(POW(0..60))` is a number.
    private func cardinality(_ part: Expression, _ span: SourceSpan, _ scope: Scope) -> Code {
        switch part.node {
        case .builtIn where part.isInfinite:
            return failing(EvaluationStop(.undefined("is the card of an infinite set"), span))
        case .unary(.power, let base), .unary(.finite, let base):
            let code = cardinality(base, span, scope)
            return folded([code]) { frame throws(EvaluationStop) in
                guard case .integer(let count) = try code.run(frame),
                    count < frame.limits.integerBitsMax
                else { throw frame.tooMany(span) }
                return Value(BigInt(1) << count)
            }
        case .binary(.cartesian, let left, let right):
            let (a, b) = (cardinality(left, span, scope), cardinality(right, span, scope))
            return folded([a, b]) { frame throws(EvaluationStop) in
                guard let x = try a.run(frame).number, let y = try b.run(frame).number else {
                    throw Self.mistyped(span)
                }
                return Value(x * y)
            }
        default:
            return ofSet(part, scope) { set, _ throws(EvaluationStop) in .integer(set.count) }
        }
    }

    private func generalized(
        _ op: UnaryOperator, _ part: Expression, _ span: SourceSpan, _ scope: Scope
    ) -> Code {
        ofSet(part, scope) { sets, frame throws(EvaluationStop) in
            if op == .intersection, sets.isEmpty {
                throw EvaluationStop(.undefined("is the inter of no sets"), span)
            }
            try frame.list(sets, span)
            var result: SetValue?
            for place in 0..<sets.count {
                guard case .set(let set) = sets[place] else { throw Self.mistyped(span) }
                result =
                    try result.map { known throws(EvaluationStop) in
                        op == .union
                            ? try known.joined(set, frame, span)
                            : try known.common(set, frame, span)
                    } ?? set
            }
            return .set(result ?? .empty)
        }
    }

    private func relation(
        _ op: UnaryOperator, _ part: Expression, _ span: SourceSpan, _ scope: Scope
    ) -> Code {
        ofSet(part, scope) { set, frame throws(EvaluationStop) in
            try frame.list(set, span)
            switch op {
            case .domain: return .set(set.domain)
            case .range: return .set(set.range)
            case .inverse: return .set(set.inverse)
            case .identity: return .set(SetValue(set.elements.map { .pair($0, $0) }))
            case .functionOf:
                let pairs = set.domain.elements.map { first in
                    Value.pair(first, .set(SetValue(set.allImages(of: first))))
                }
                return .set(SetValue(pairs))
            default:
                var found: [Value] = []
                for case (let first, .set(let images)) in set.pairs {
                    try frame.list(images, span)
                    for image in images.elements { found.append(.pair(first, image)) }
                }
                if found.count > frame.limits.elementsMax { throw frame.tooMany(span) }
                return .set(SetValue(found))
            }
        }
    }

    /// `closure1` repeats until nothing new is found; `closure` has the pairs of all elements of
    /// the type with themselves, too, and so is infinite over integers.
    private func closure(
        _ op: UnaryOperator, _ part: Expression, _ span: SourceSpan, _ scope: Scope
    ) -> Code {
        let identity = op == .closure ? SetCode(run: identityOfType(part, span, scope)) : nil
        return ofSet(part, scope) { base, frame throws(EvaluationStop) in
            try frame.list(base, span)
            var reached = base
            while true {
                try frame.charge(reached.count * 8 + 1, span)
                guard
                    let further = reached.composed(with: base, max: frame.limits.elementsMax)
                else { throw frame.tooMany(span) }
                let all = try reached.joined(further, frame, span)
                if all.count == reached.count { break }
                reached = all
            }
            guard let identity else { return .set(reached) }
            return .set(try reached.joined(try identity.run(frame), frame, span))
        }
    }

    /// All `x |-> x` of the type of a relation's elements.
    func identityOfType(
        _ relation: Expression, _ span: SourceSpan, _ scope: Scope
    ) -> (Frame) throws(EvaluationStop) -> SetValue {
        guard case .power(.pair(let type, _)) = relation.type,
            let all = Expression.all(of: type, span)
        else {
            return { _ throws(EvaluationStop) in
                throw EvaluationStop(
                    .undecided("contains x |-> x for every x of an infinite type"), span)
            }
        }
        let elements = set(all, scope)
        return { frame throws(EvaluationStop) in
            SetValue(try elements(frame).elements.map { .pair($0, $0) })
        }
    }
}

extension Expression {
    /// All values of a type as a set; nil of a type without end.
    static func all(of type: MachineType, _ span: SourceSpan) -> Expression? {
        let whole = MachineType.power(type)
        switch type {
        case .integer, .string: return nil
        case .boolean: return Expression(.builtIn(.BOOL), whole, span)
        case .given(let set): return Expression(.given(set), whole, span)
        case .pair(let left, let right):
            guard let a = all(of: left, span), let b = all(of: right, span) else { return nil }
            return Expression(.binary(.cartesian, a, b), whole, span)
        case .power(let element):
            guard let base = all(of: element, span) else { return nil }
            return Expression(.unary(.power, base), whole, span)
        case .record(let fields):
            var parts: [(label: String, value: Expression)] = []
            for field in fields {
                guard let part = all(of: field.type, span) else { return nil }
                parts.append((field.label, part))
            }
            return Expression(.recordSet(parts), whole, span)
        }
    }
}

/// Set algebra under the limits.
extension SetValue {
    func joined(
        _ other: SetValue, _ frame: Frame, _ span: SourceSpan
    ) throws(EvaluationStop) -> SetValue {
        if case .interval = form, case .interval = other.form {
            let joined = unionOfIntervals(other)
            if let joined { return joined }
        }
        try frame.list(self, span)
        try frame.list(other, span)
        let result = union(other)
        if result.count > frame.limits.elementsMax { throw frame.tooMany(span) }
        return result
    }

    func common(
        _ other: SetValue, _ frame: Frame, _ span: SourceSpan
    ) throws(EvaluationStop) -> SetValue {
        if case .interval = form, case .interval = other.form { return intersection(other) }
        try frame.list(count < other.count ? self : other, span)
        return intersection(other)
    }

    func without(
        _ other: SetValue, _ frame: Frame, _ span: SourceSpan
    ) throws(EvaluationStop) -> SetValue {
        if isEmpty || other.isEmpty { return self }
        if let rest = differenceOfIntervals(other) { return rest }
        try frame.list(self, span)
        return subtracting(other)
    }
}

/// Expressions of two operands.
extension Compiler {
    func binary(
        _ op: BinaryOperator, _ left: Expression, _ right: Expression, _ whole: Expression,
        _ scope: Scope
    ) -> Code {
        let span = whole.span
        switch op {
        case .add, .subtract, .multiply, .divide, .modulo, .raise:
            return arithmetic(op, left, right, span, scope)
        case .interval: return interval(left, right, span, scope)
        case .pair:
            let (a, b) = (code(left, scope), code(right, scope))
            return folded([a, b]) { frame throws(EvaluationStop) in
                .pair(try a.run(frame), try b.run(frame))
            }
        case .union:
            return sets(left, right, scope) { a, b, frame throws(EvaluationStop) in
                .set(try a.joined(b, frame, span))
            }
        case .intersection, .difference: return selection(op, left, right, span, scope)
        case .cartesian, .relations, .partialFunctions, .totalFunctions, .partialInjections,
            .totalInjections, .partialSurjections, .totalSurjections, .partialBijections,
            .totalBijections:
            return collected(whole, scope)
        case .domainRestriction, .domainSubtraction, .rangeRestriction, .rangeSubtraction:
            return restriction(op, left, right, span, scope)
        case .overriding:
            return sets(left, right, scope) { a, b, frame throws(EvaluationStop) in
                try frame.list(a, span)
                try frame.list(b, span)
                return .set(a.overridden(by: b))
            }
        case .directProduct, .composition, .parallelProduct, .firstProjection,
            .secondProjection, .iterate:
            return product(op, left, right, span, scope)
        case .concatenate, .prepend, .append, .prefix, .suffix:
            return joining(op, left, right, span, scope)
        }
    }

    private func interval(
        _ left: Expression, _ right: Expression, _ span: SourceSpan, _ scope: Scope
    ) -> Code {
        let (a, b) = (code(left, scope), code(right, scope))
        return folded([a, b]) { frame throws(EvaluationStop) in
            let (lower, upper) = (try a.run(frame), try b.run(frame))
            if case .integer(let from) = lower, case .integer(let through) = upper {
                guard let set = SetValue(from: from, through: through) else {
                    throw frame.tooMany(span)
                }
                return .set(set)
            }
            guard let from = lower.number, let through = upper.number else {
                throw Self.mistyped(span)
            }
            if from > through { return .set(.empty) }
            guard through - from < frame.limits.elementsMax else { throw frame.tooMany(span) }
            var values: [Value] = []
            var number = from
            while number <= through {
                try frame.tick(span)
                values.append(Value(number))
                number += 1
            }
            return .set(SetValue(ascending: values))
        }
    }

    /// `/\` and `\` of a set that cannot, or need not, be written out: the other one is gone
    /// through.
    private func selection(
        _ op: BinaryOperator, _ left: Expression, _ right: Expression, _ span: SourceSpan,
        _ scope: Scope
    ) -> Code {
        let isIntersection = op == .intersection
        if right.isBetterAsked, scope.totality.isTotal(right) {
            return filtered(left, by: right, isKept: isIntersection, span, scope)
        }
        if isIntersection, left.isBetterAsked, scope.totality.isTotal(left) {
            return filtered(right, by: left, isKept: true, span, scope)
        }
        return sets(left, right, scope) { a, b, frame throws(EvaluationStop) in
            .set(isIntersection ? try a.common(b, frame, span) : try a.without(b, frame, span))
        }
    }

    private func filtered(
        _ listed: Expression, by asked: Expression, isKept: Bool, _ span: SourceSpan,
        _ scope: Scope
    ) -> Code {
        let (source, contains) = (set(listed, scope), self.contains(asked, scope))
        return Code { frame throws(EvaluationStop) in
            let all = try source(frame)
            try frame.list(all, span)
            var kept: [Value] = []
            for place in 0..<all.count {
                let element = all[place]
                if try contains(frame, element) == isKept { kept.append(element) }
            }
            return .set(SetValue(ascending: kept))
        }
    }

    /// `S <| r` and its kin; S may be infinite.
    private func restriction(
        _ op: BinaryOperator, _ left: Expression, _ right: Expression, _ span: SourceSpan,
        _ scope: Scope
    ) -> Code {
        let byDomain = op == .domainRestriction || op == .domainSubtraction
        let isKept = op == .domainRestriction || op == .rangeRestriction
        let (asked, relation) = byDomain ? (left, right) : (right, left)
        guard asked.isBetterAsked, scope.totality.isTotal(asked) else {
            return sets(asked, relation, scope) { set, pairs, frame throws(EvaluationStop) in
                try frame.list(pairs, span)
                return .set(
                    pairs.filtered { pair in
                        guard case .pair(let first, let second) = pair else { return false }
                        return set.contains(byDomain ? first : second) == isKept
                    })
            }
        }
        let (source, contains) = (set(relation, scope), self.contains(asked, scope))
        return Code { frame throws(EvaluationStop) in
            let pairs = try source(frame)
            try frame.list(pairs, span)
            var kept: [Value] = []
            for (first, second) in pairs.pairs
            where try contains(frame, byDomain ? first : second) == isKept {
                kept.append(.pair(first, second))
            }
            return .set(SetValue(ascending: kept))
        }
    }

    private func product(
        _ op: BinaryOperator, _ left: Expression, _ right: Expression, _ span: SourceSpan,
        _ scope: Scope
    ) -> Code {
        if op == .iterate { return iteration(left, right, span, scope) }
        return sets(left, right, scope) { a, b, frame throws(EvaluationStop) in
            try frame.list(a, span)
            try frame.list(b, span)
            let limit = frame.limits.elementsMax
            if op == .composition {
                try frame.charge(a.count * 8, span)
                guard let all = a.composed(with: b, max: limit) else { throw frame.tooMany(span) }
                return .set(all)
            }
            var found: [Value] = []
            func add(_ first: Value, _ second: Value) throws(EvaluationStop) {
                try frame.tick(span)
                if found.count == limit { throw frame.tooMany(span) }
                found.append(.pair(first, second))
            }
            switch op {
            case .directProduct:
                for (x, y) in a.pairs {
                    for z in b.allImages(of: x) { try add(x, .pair(y, z)) }
                }
            case .parallelProduct:
                for (x, y) in a.pairs {
                    for (z, w) in b.pairs { try add(.pair(x, z), .pair(y, w)) }
                }
            default:
                for x in a.elements {
                    for y in b.elements {
                        try add(.pair(x, y), op == .firstProjection ? x : y)
                    }
                }
            }
            return .set(SetValue(found))
        }
    }

    /// `iterate(r, n)`, the relation n times in a row; for n = 0 the identity of the whole type.
    private func iteration(
        _ left: Expression, _ right: Expression, _ span: SourceSpan, _ scope: Scope
    ) -> Code {
        let (relation, count) = (set(left, scope), expression(right, scope))
        let identity = identityOfType(left, span, scope)
        return Code { frame throws(EvaluationStop) in
            let base = try relation(frame)
            let times = try count(frame)
            if times.order(.integer(0)) < 0 {
                throw EvaluationStop(.undefined("iterates a negative number of times"), span)
            }
            if case .integer(0) = times { return .set(try identity(frame)) }
            try frame.list(base, span)
            var reached = base
            var done = 1
            while Value.integer(done).order(times) < 0, !reached.isEmpty {
                try frame.charge(reached.count * 8 + 1, span)
                guard let all = reached.composed(with: base, max: frame.limits.elementsMax)
                else { throw frame.tooMany(span) }
                reached = all
                done += 1
            }
            return .set(reached)
        }
    }
}

extension Expression {
    /// Whether it is easier to ask what a set contains than to write it out.
    var isBetterAsked: Bool {
        switch node {
        case .builtIn, .recordSet, .comprehension: true
        case .unary(let op, _):
            switch op {
            case .power, .power1, .finite, .finite1, .sequences, .sequences1,
                .injectiveSequences, .injectiveSequences1, .permutations:
                true
            default: false
            }
        case .binary(let op, let left, let right):
            switch op {
            case .cartesian, .relations, .partialFunctions, .totalFunctions,
                .partialInjections, .totalInjections, .partialSurjections, .totalSurjections,
                .partialBijections, .totalBijections:
                true
            case .union, .intersection: left.isBetterAsked || right.isBetterAsked
            case .difference: left.isBetterAsked
            default: false
            }
        default: false
        }
    }
}

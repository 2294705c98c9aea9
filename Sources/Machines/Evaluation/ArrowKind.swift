/// What a set of relations demands of its elements.
struct ArrowKind {
    var isFunctional: Bool
    var isTotal: Bool
    var isInjective: Bool
    var isSurjective: Bool

    static let totalInjections = ArrowKind(
        isFunctional: true, isTotal: true, isInjective: true, isSurjective: false)

    private init(isFunctional: Bool, isTotal: Bool, isInjective: Bool, isSurjective: Bool) {
        self.isFunctional = isFunctional
        self.isTotal = isTotal
        self.isInjective = isInjective
        self.isSurjective = isSurjective
    }

    /// nil of an operator that makes no set of relations.
    init?(_ op: BinaryOperator) {
        let kind: (Bool, Bool, Bool, Bool)
        switch op {
        case .relations: kind = (false, false, false, false)
        case .partialFunctions: kind = (true, false, false, false)
        case .totalFunctions: kind = (true, true, false, false)
        case .partialInjections: kind = (true, false, true, false)
        case .totalInjections: kind = (true, true, true, false)
        case .partialSurjections: kind = (true, false, false, true)
        case .totalSurjections: kind = (true, true, false, true)
        case .partialBijections: kind = (true, false, true, true)
        case .totalBijections: kind = (true, true, true, true)
        default: return nil
        }
        (isFunctional, isTotal, isInjective, isSurjective) = kind
    }
}

extension Compiler {
    /// Whether a value is such a relation from `left` to `right`.
    func arrow(
        _ kind: ArrowKind, _ left: Expression, _ right: Expression, _ span: SourceSpan,
        _ scope: Scope
    ) -> Contains {
        let (source, target) = (contains(left, scope), contains(right, scope))
        // No function that is written out is total on, or reaches all of, a set without end.
        let domain = kind.isTotal && !left.isInfinite ? SetCode(run: set(left, scope)) : nil
        let range = kind.isSurjective && !right.isInfinite ? SetCode(run: set(right, scope)) : nil
        let isImpossible =
            kind.isTotal && left.isInfinite || kind.isSurjective && right.isInfinite
        return { frame, value throws(EvaluationStop) in
            guard case .set(let relation) = value else { throw Self.mistyped(span) }
            if isImpossible { return false }
            try frame.list(relation, span)
            if kind.isFunctional, !relation.isFunctional { return false }
            if let domain {
                if !Self.isDomain(try domain.run(frame), of: relation) { return false }
            } else {
                for place in 0..<relation.count {
                    if !(try source(frame, relation.first(place))) { return false }
                }
            }
            for place in 0..<relation.count {
                if !(try target(frame, relation.second(place))) { return false }
            }
            guard kind.isInjective || kind.isSurjective else { return true }
            let images = relation.range
            if kind.isInjective, images.count != relation.count { return false }
            return try range.map { all throws(EvaluationStop) in try all.run(frame) == images }
                ?? true
        }
    }

    private static func isDomain(_ set: SetValue, of relation: SetValue) -> Bool {
        if case .function(let first, let values) = relation.form {
            guard case .interval(let lower, let upper) = set.form else { return false }
            return lower == first && upper - first == values.count - 1
        }
        return set == relation.domain
    }
}

extension SetValue {
    /// The first half of the pair at a place.
    func first(_ place: Int) -> Value {
        switch form {
        case .function(let first, _): return .integer(first + place)
        case .sorted(let elements):
            if case .pair(let first, _) = elements[place] { return first }
            return .unset
        case .interval: return .unset
        }
    }

    func second(_ place: Int) -> Value {
        switch form {
        case .function(_, let values): return values[place]
        case .sorted(let elements):
            if case .pair(_, let second) = elements[place] { return second }
            return .unset
        case .interval: return .unset
        }
    }
}

/// The elements of a set one by one, by its form: functions and subsets are never all in memory.
extension Compiler {
    func elements(of set: Expression, _ outer: Scope) -> Enumerate {
        let span = set.span
        guard let scope = deeper(outer) else {
            let stop = tooLarge(span)
            return { _, _ throws(EvaluationStop) in throw stop }
        }
        switch set.node {
        case .builtIn(let name) where set.isInfinite:
            let stop = EvaluationStop(.undecided("\(name.rawValue) has no end"), span)
            return { _, _ throws(EvaluationStop) in throw stop }
        case .unary(let op, let base) where set.isBetterAsked:
            return family(op, base, span, scope)
        case .binary(.cartesian, let left, let right): return pairs(left, right, span, scope)
        case .binary(let op, let left, let right):
            if let kind = ArrowKind(op) { return arrows(kind, left, right, span, scope) }
            return listed(set, scope)
        case .comprehension(let symbols, let predicate):
            let (inner, slots) = binding(symbols, scope)
            let solve = solutions(of: predicate.allConjuncts, for: symbols, inner, span)
            let oneByOne: Enumerate = { frame, visit throws(EvaluationStop) in
                try solve(frame) { frame throws(EvaluationStop) in
                    try visit(frame, Self.tuple(slots, frame))
                }
            }
            // In a loop the same names are bound again before the search comes back. And one by
            // one, an element could be taken before another one proves to have no value.
            guard scope.isInLoop || !scope.totality.isTotal(set) else { return oneByOne }
            let all = collected(oneByOne, span)
            return { frame, visit throws(EvaluationStop) in
                guard case .set(let values) = try all.run(frame) else {
                    throw Self.mistyped(span)
                }
                return try Self.visit(values, frame, span, visit)
            }
        case .recordSet(let fields): return records(fields, span, scope)
        default: return listed(set, scope)
        }
    }

    /// Of a set that is written out first, or an interval.
    private func listed(_ set: Expression, _ scope: Scope) -> Enumerate {
        let values = self.set(set, scope)
        let span = set.span
        return { frame, visit throws(EvaluationStop) in
            try Self.visit(try values(frame), frame, span, visit)
        }
    }

    static func visit(
        _ set: SetValue, _ frame: Frame, _ span: SourceSpan, _ visit: Visit
    ) throws(EvaluationStop) -> Bool {
        if case .interval(let lower, let upper) = set.form {
            var number = lower
            while true {
                try frame.tick(span)
                if try visit(frame, .integer(number)) { return true }
                if number == upper { return false }
                number += 1
            }
        }
        for place in 0..<set.count {
            try frame.tick(span)
            if try visit(frame, set[place]) { return true }
        }
        return false
    }

    private func pairs(
        _ left: Expression, _ right: Expression, _ span: SourceSpan, _ scope: Scope
    ) -> Enumerate {
        let (first, second) = (elements(of: left, scope), elements(of: right, scope))
        // Both are asked for their value, also where the other one is empty.
        let probe = scope.totality.isTotal(right) ? nil : SetCode(run: set(right, scope))
        return { frame, visit throws(EvaluationStop) in
            _ = try probe?.run(frame)
            return try first(frame) { frame, a throws(EvaluationStop) in
                try second(frame) { frame, b throws(EvaluationStop) in
                    try frame.tick(span)
                    return try visit(frame, .pair(a, b))
                }
            }
        }
    }

    private func records(
        _ fields: [(label: String, value: Expression)], _ span: SourceSpan, _ scope: Scope
    ) -> Enumerate {
        let parts = fields.map { SetCode(run: set($0.value, scope)) }
        return { frame, visit throws(EvaluationStop) in
            var sets: [SetValue] = []
            for part in parts { sets.append(try part.run(frame)) }
            if sets.contains(where: \.isEmpty) { return false }
            var places = sets.map { _ in 0 }
            while true {
                try frame.charge(places.count, span)
                let values = zip(sets, places).map { $0[$1] }
                if try visit(frame, .record(values)) { return true }
                var turning = places.count - 1
                while turning >= 0, places[turning] == sets[turning].count - 1 {
                    places[turning] = 0
                    turning -= 1
                }
                if turning < 0 { return false }
                places[turning] += 1
            }
        }
    }

    private func family(
        _ op: UnaryOperator, _ base: Expression, _ span: SourceSpan, _ scope: Scope
    ) -> Enumerate {
        let source = set(base, scope)
        return { frame, visit throws(EvaluationStop) in
            let all = try source(frame)
            try frame.list(all, span)
            switch op {
            case .power, .finite:
                return try Self.subsets(of: all.elements, least: 0, frame, span, visit)
            case .power1, .finite1:
                return try Self.subsets(of: all.elements, least: 1, frame, span, visit)
            case .sequences, .sequences1:
                if all.isEmpty {
                    return op == .sequences ? try visit(frame, .set(.empty)) : false
                }
                throw EvaluationStop(.undecided("\(op.rawValue)(…) has no end"), span)
            default:
                let least =
                    op == .permutations ? all.count : (op == .injectiveSequences ? 0 : 1)
                for count in least...max(least, all.count) where count <= all.count {
                    var search = ArrowSearch(
                        sources: (0..<count).map { .integer($0 + 1) }, targets: all.elements,
                        .totalInjections)
                    if try search.run(frame, span, visit) { return true }
                }
                return false
            }
        }
    }

    /// All subsets, those of the first elements first.
    static func subsets(
        of elements: [Value], least: Int, _ frame: Frame, _ span: SourceSpan, _ visit: Visit
    ) throws(EvaluationStop) -> Bool {
        var isIn = elements.map { _ in false }
        var count = 0
        while true {
            try frame.charge(1 + elements.count / 8, span)
            if count >= least {
                let subset = elements.indices.lazy.filter { isIn[$0] }.map { elements[$0] }
                if try visit(frame, .set(SetValue(ascending: Array(subset)))) { return true }
            }
            var place = 0
            while place < elements.count, isIn[place] {
                isIn[place] = false
                count -= 1
                place += 1
            }
            if place == elements.count { return false }
            isIn[place] = true
            count += 1
        }
    }

    private func arrows(
        _ kind: ArrowKind, _ left: Expression, _ right: Expression, _ span: SourceSpan,
        _ scope: Scope
    ) -> Enumerate {
        let (source, target) = (set(left, scope), set(right, scope))
        return { frame, visit throws(EvaluationStop) in
            let (from, to) = (try source(frame), try target(frame))
            try frame.list(from, span)
            try frame.list(to, span)
            if !kind.isFunctional {
                guard from.count * to.count <= frame.limits.elementsMax else {
                    throw frame.tooMany(span)
                }
                let pairs = from.elements.flatMap { first in
                    to.elements.map { Value.pair(first, $0) }
                }
                return try Self.subsets(of: pairs, least: 0, frame, span, visit)
            }
            var search = ArrowSearch(sources: from.elements, targets: to.elements, kind)
            return try search.run(frame, span, visit)
        }
    }
}

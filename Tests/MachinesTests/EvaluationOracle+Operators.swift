import Machines

extension Oracle {
    func unary(_ op: UnaryOperator, _ part: Expression) throws -> Plain {
        let operand = try value(part)
        let set = operand.members
        switch op {
        case .negate: return .int(-operand.int)
        case .minimum, .maximum:
            guard let least = set.map(\.int).min(), let most = set.map(\.int).max() else {
                throw Stop.undefined
            }
            return .int(op == .minimum ? least : most)
        case .cardinality: return .int(set.count)
        case .power, .finite: return .set(Set(try subsets(set).map { .set($0) }))
        case .power1, .finite1:
            return .set(Set(try subsets(set).filter { !$0.isEmpty }.map { .set($0) }))
        case .union: return .set(set.reduce(into: []) { $0.formUnion($1.members) })
        case .intersection:
            guard let first = set.first else { throw Stop.undefined }
            return .set(set.reduce(first.members) { $0.intersection($1.members) })
        case .domain: return .set(Set(set.map(\.first)))
        case .range: return .set(Set(set.map(\.second)))
        case .inverse: return .set(Set(set.map { .pair($0.second, $0.first) }))
        case .identity: return .set(Set(set.map { .pair($0, $0) }))
        case .closure1: return .set(closure(set))
        case .functionOf:
            return .set(
                Set(
                    set.map { pair in
                        .pair(
                            pair.first,
                            .set(Set(set.filter { $0.first == pair.first }.map(\.second))))
                    }))
        case .relationOf:
            return .set(
                Set(set.flatMap { pair in pair.second.members.map { .pair(pair.first, $0) } }))
        case .size, .first, .last, .front, .tail, .reverse, .concatenation:
            return try onSequence(op, try list(set))
        case .injectiveSequences, .injectiveSequences1, .permutations:
            if set.count > 3 { throw Stop.escaped }
            let all = arrangements(Array(set)).filter {
                op == .injectiveSequences || op == .injectiveSequences1 && !$0.isEmpty
                    || op == .permutations && $0.count == set.count
            }
            return .set(Set(all.map { sequence($0) }))
        case .closure, .sequences, .sequences1: throw Stop.escaped
        }
    }

    private func arrangements(_ elements: [Plain]) -> [[Plain]] {
        [[]]
            + elements.flatMap { first in
                arrangements(elements.filter { $0 != first }).map { [first] + $0 }
            }
    }

    private func closure(_ base: Set<Plain>) -> Set<Plain> {
        var reached = base
        while true {
            let all = reached.union(composed(reached, base))
            if all == reached { return reached }
            reached = all
        }
    }

    private func composed(_ a: Set<Plain>, _ b: Set<Plain>) -> Set<Plain> {
        Set(
            a.flatMap { x in
                b.filter { $0.first == x.second }.map { .pair(x.first, $0.second) }
            })
    }

    /// The elements of a sequence in their order.
    private func list(_ set: Set<Plain>) throws -> [Plain] {
        var parts: [Plain] = []
        for place in 0..<set.count {
            let here = set.filter { $0.first == .int(place + 1) }
            guard here.count == 1, let pair = here.first else { throw Stop.undefined }
            parts.append(pair.second)
        }
        return parts
    }

    private func onSequence(_ op: UnaryOperator, _ parts: [Plain]) throws -> Plain {
        switch op {
        case .size: return .int(parts.count)
        case .reverse: return sequence(parts.reversed())
        case .concatenation: return sequence(try parts.flatMap { try list($0.members) })
        default:
            guard let first = parts.first, let last = parts.last else { throw Stop.undefined }
            switch op {
            case .first: return first
            case .last: return last
            case .front: return sequence(parts.dropLast())
            default: return sequence(Array(parts.dropFirst()))
            }
        }
    }

    func binary(
        _ op: BinaryOperator, _ left: Plain, _ right: Plain, _ type: MachineType
    ) throws -> Plain {
        let (a, b) = (left.int, right.int)
        let (s, t) = (left.members, right.members)
        func kept(_ set: Set<Plain>, _ isKept: (Plain) -> Bool) -> Plain {
            .set(set.filter(isKept))
        }
        switch op {
        case .add: return .int(a + b)
        case .subtract: return .int(a - b)
        case .multiply: return .int(try times(a, b))
        case .divide:
            if b == 0 { throw Stop.undefined }
            let size = abs(a) / abs(b)
            return .int((a < 0) == (b < 0) ? size : -size)
        case .modulo:
            if a < 0 || b <= 0 { throw Stop.undefined }
            return .int(a - b * (a / b))
        case .raise:
            if b < 0 { throw Stop.undefined }
            if b > 30 { throw Stop.escaped }
            return .int(try (0..<b).reduce(1) { power, _ in try times(power, a) })
        case .interval:
            if b - a > 300 { throw Stop.escaped }
            return .set(a <= b ? Set((a...b).map { .int($0) }) : [])
        case .pair: return .pair(left, right)
        case .union: return .set(s.union(t))
        case .intersection: return .set(s.intersection(t))
        case .difference: return .set(s.subtracting(t))
        case .cartesian: return .set(Set(s.flatMap { x in t.map { .pair(x, $0) } }))
        case .domainRestriction: return kept(t) { s.contains($0.first) }
        case .domainSubtraction: return kept(t) { !s.contains($0.first) }
        case .rangeRestriction: return kept(s) { t.contains($0.second) }
        case .rangeSubtraction: return kept(s) { !t.contains($0.second) }
        case .overriding:
            return .set(s.filter { x in !t.contains { $0.first == x.first } }.union(t))
        case .directProduct:
            return .set(
                Set(
                    s.flatMap { x in
                        t.filter { $0.first == x.first }.map {
                            .pair(x.first, .pair(x.second, $0.second))
                        }
                    }))
        case .parallelProduct:
            return .set(
                Set(
                    s.flatMap { x in
                        t.map { .pair(.pair(x.first, $0.first), .pair(x.second, $0.second)) }
                    }))
        case .composition: return .set(composed(s, t))
        case .iterate:
            if b < 0 { throw Stop.undefined }
            if b == 0 || b > 20 { throw Stop.escaped }
            return .set((1..<max(b, 1)).reduce(s) { reached, _ in composed(reached, s) })
        case .firstProjection:
            return .set(Set(s.flatMap { x in t.map { .pair(.pair(x, $0), x) } }))
        case .secondProjection:
            return .set(Set(s.flatMap { x in t.map { .pair(.pair(x, $0), $0) } }))
        case .concatenate: return sequence(try list(s) + (try list(t)))
        case .prepend: return sequence([left] + (try list(t)))
        case .append: return sequence(try list(s) + [right])
        case .prefix, .suffix:
            let parts = try list(s)
            guard (0...parts.count).contains(b) else { throw Stop.undefined }
            return sequence(Array(op == .prefix ? parts.prefix(b) : parts.dropFirst(b)))
        default: return try relations(op, s, t)
        }
    }

    /// All of them, by sorting out of all subsets of the product.
    private func relations(
        _ op: BinaryOperator, _ s: Set<Plain>, _ t: Set<Plain>
    ) throws -> Plain {
        let product = Set(s.flatMap { x in t.map { Plain.pair(x, $0) } })
        let all = try subsets(product)
        let functional = op != .relations
        let total = [.totalFunctions, .totalInjections, .totalSurjections, .totalBijections]
            .contains(op)
        let injective = [
            .partialInjections, .totalInjections, .partialBijections, .totalBijections,
        ].contains(op)
        let onto = [
            .partialSurjections, .totalSurjections, .partialBijections, .totalBijections,
        ].contains(op)
        return .set(
            Set(
                all.filter { relation in
                    let (domain, range) = (
                        Set(relation.map(\.first)), Set(relation.map(\.second))
                    )
                    return (!functional || domain.count == relation.count)
                        && (!total || domain == s) && (!injective || range.count == relation.count)
                        && (!onto || range == t)
                }.map { .set($0) }))
    }
}

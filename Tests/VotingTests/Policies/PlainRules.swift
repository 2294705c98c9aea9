/// The policies' rules again, in the plainest way there is: closed rounds, dictionaries, sorting.
enum PlainRules {
    /// Who gave what, the lowest-numbered replica first.
    static func counts(_ ballots: Ballots) -> [(answer: Double, count: Int)] {
        var order: [Double] = []
        var counts: [Double: Int] = [:]
        for case let answer? in ballots {
            if counts[answer] == nil { order.append(answer) }
            counts[answer, default: 0] += 1
        }
        return order.map { ($0, counts[$0] ?? 0) }
    }

    /// The only answer that so many gave.
    static func only(_ ballots: Ballots, _ needed: Int) -> Double? {
        let enough = counts(ballots).filter { $0.count >= needed }
        return enough.count == 1 ? enough[0].answer : nil
    }

    /// The most frequent answer; of several the lowest-numbered replica's, or none.
    static func most(_ ballots: Ballots, _ least: Int, lowestOfTied: Bool) -> Double? {
        let counts = counts(ballots)
        guard let most = counts.map({ $0.count }).max(), most >= least else { return nil }
        let tied = counts.filter { $0.count == most }
        return tied.count == 1 || lowestOfTied ? tied[0].answer : nil
    }

    static func numbers(_ ballots: Ballots) -> [Double] { ballots.compactMap { $0 }.sorted() }

    static func median(_ ballots: Ballots, _ least: Int, upper: Bool = false) -> Double? {
        let numbers = numbers(ballots)
        guard !numbers.isEmpty, numbers.count >= least else { return nil }
        return upper ? numbers[numbers.count / 2] : numbers[(numbers.count - 1) / 2]
    }

    static func midValue(_ ballots: Ballots, _ least: Int, previous: Double?) -> Double? {
        let numbers = numbers(ballots)
        guard !numbers.isEmpty, numbers.count >= least else { return nil }
        let low = numbers[(numbers.count - 1) / 2]
        let high = numbers[numbers.count / 2]
        guard let previous else { return low }
        if previous == .infinity { return high }
        return distance(high, previous) < distance(low, previous) ? high : low
    }

    static func distance(_ one: Double, _ other: Double) -> Double {
        one == other ? 0 : abs(one - other)
    }

    /// The mean, or the midpoint, of what is left; nil with an infinity in it.
    static func average(
        _ ballots: Ballots, drop: Int, least: Int, midpoint: Bool = false
    ) -> Double? {
        let numbers = numbers(ballots)
        guard numbers.count >= least, numbers.count > 2 * drop else { return nil }
        let kept = numbers.dropFirst(drop).dropLast(drop)
        guard kept.allSatisfy({ $0.isFinite }), let low = kept.first, let high = kept.last
        else { return nil }
        return midpoint ? (low + high) / 2 : kept.reduce(0, +) / Double(kept.count)
    }

    static func weightedAverage(_ ballots: Ballots, alpha: Double, least: Int) -> Double? {
        let numbers = numbers(ballots).filter { $0.isFinite }
        guard numbers.count >= least else { return nil }
        let weights = numbers.indices.map { i in
            let product = numbers.indices.filter { $0 != i }.reduce(1.0) { product, j in
                let distance = numbers[i] - numbers[j]
                return product * distance * distance / (alpha * alpha)
            }
            return 1 / (1 + product)
        }
        let sum = weights.reduce(0, +)
        return zip(weights, numbers).reduce(0) { $0 + $1.0 * $1.1 } / sum
    }

    static func generalizedMedian(_ ballots: Ballots, least: Int) -> Double? {
        var left = ballots.indices.filter { ballots[$0] != nil }
        guard left.count >= least else { return nil }
        while left.count > 2 {
            var worst = (-1.0, 0, 0)
            for one in left {
                for other in left where one < other {
                    let distance = distance(ballots[one] ?? 0, ballots[other] ?? 0)
                    if distance > worst.0 { worst = (distance, one, other) }
                }
            }
            left.removeAll { $0 == worst.1 || $0 == worst.2 }
        }
        return left.first.flatMap { ballots[$0] }
    }

    /// All subsets, by size: the majority is the first in which all are within the tolerance.
    static func formalizedMajority(
        _ ballots: Ballots, tolerance: Double, isMetric: Bool = true
    ) -> Double? {
        let replicas = ballots.count
        var best: [Int] = []
        for bits in 1..<(1 << replicas) {
            let members = (0..<replicas).filter { bits >> $0 & 1 == 1 }
            let numbers = members.compactMap { ballots[$0] }
            guard numbers.count == members.count else { continue }
            guard distance(numbers.max() ?? 0, numbers.min() ?? 0) <= tolerance else { continue }
            if members.count > best.count
                || members.count == best.count && members.lexicographicallyPrecedes(best)
            {
                best = members
            }
        }
        guard 2 * best.count > replicas else { return nil }
        var kept = Ballots(repeating: nil, count: replicas)
        for member in best { kept[member] = ballots[member] }
        return isMetric ? generalizedMedian(kept, least: 1) : median(kept, 1)
    }

    static func degrading(_ ballots: Ballots, agree: Int, full: Int) -> Double? {
        let left = ballots.compactMap { $0 }.count
        guard left >= agree else { return nil }
        return only(ballots, max(agree, left - (ballots.count - full)))
    }

    static func dynamicConsensus(_ ballots: Ballots, least: Int) -> Double? {
        let left = ballots.compactMap { $0 }.count
        guard left >= least, left > 0 else { return nil }
        return most(ballots, min(2, left), lowestOfTied: false)
    }

    static func pairs(_ ballots: Ballots) -> Double? {
        for first in stride(from: 0, to: ballots.count - 1, by: 2) {
            if let answer = ballots[first], answer == ballots[first + 1] { return answer }
        }
        return nil
    }

    static func allow(_ ballots: Ballots, agree: Int, higher: Bool) -> Double? {
        let numbers = numbers(ballots)
        guard numbers.count >= agree else { return nil }
        return higher ? numbers[numbers.count - agree] : numbers[agree - 1]
    }

    static func smoothing(_ ballots: Ballots, within: Double, previous: Double?) -> Double? {
        if let majority = only(ballots, ballots.count / 2 + 1) { return majority }
        guard let previous else { return nil }
        let closest = numbers(ballots).min {
            distance($0, previous) < distance($1, previous)
        }
        guard let closest, distance(closest, previous) <= within else { return nil }
        return closest
    }

    static func permit(_ ballots: Ballots, _ needed: [Double: Int]) -> Double? {
        let enough = counts(ballots).filter { $0.count >= needed[$0.answer] ?? .max }
        return enough.count == 1 ? enough[0].answer : nil
    }

    static func weighed(_ ballots: Ballots, _ weights: [Double], quorum: Double) -> Double? {
        let total = weights.reduce(0, +)
        return counts(ballots).map { $0.answer }.first { answer in
            let own = ballots.indices.filter { ballots[$0] == answer }.map { weights[$0] }
            return own.reduce(0, +) > total * quorum + 1e-9
        }
    }

    /// Leung's formula as it stands, over all outputs.
    static func mostLikely(
        _ ballots: Ballots, _ reliabilities: [Double], outputs: Int, alpha: Double
    ) -> Double? {
        func likelihood(_ answer: Double?) -> Double {
            ballots.indices.filter { ballots[$0] != nil }.reduce(1.0) { product, replica in
                let right = reliabilities[replica]
                return product
                    * (ballots[replica] == answer ? right : (1 - right) / Double(outputs - 1))
            }
        }
        let given = counts(ballots).map { $0.answer }
        let sum =
            given.reduce(0) { $0 + likelihood($1) }
            + Double(max(0, outputs - given.count)) * likelihood(.nan)
        return given.first { likelihood($0) / sum >= alpha }
    }
}

import Glibc

/// An average in which numbers far from the others hardly count.
///
/// R. B. Broen, "New voters for redundant systems", J. Dynamic Systems, Measurement, and Control
/// 97(1), 1975, as generalized by P. R. Lorczak, A. K. Caglayan and D. E. Eckhardt, "A
/// theoretical investigation of generalized voters for redundant systems", FTCS-19, 1989:
/// wᵢ = 1 / (1 + Πⱼ d(xᵢ, xⱼ)² / α²) over all j other than i, x = Σ wᵢxᵢ / Σ wᵢ. Deviations: each
/// factor of the product is divided by α², which the formula leaves open, so that α has the
/// numbers' unit however many there are; computed with logarithms, so that nothing overflows;
/// kept within the range of the numbers. NaN and infinities take no part.
///
/// Every number that comes moves the average, if ever so little: it is decided last.
package struct TakeWeightedAverage: ConfiguredPolicy {
    package static let name = "weightedAverage"
    /// How far apart two numbers are that doubt each other; above 0, in their unit.
    package let alpha: Double
    /// Numbers that must be there: 1...replicas.
    package let least: Int

    package init(alpha: Double, least: Int) {
        self.alpha = alpha
        self.least = least
    }

    package init(reading items: inout PolicyItems) throws(PolicyTextError) {
        alpha = try items.number("alpha", "above 0", where: { $0 > 0 })
        least = try items.integer("least", 1, items.replicas, else: items.replicas / 2 + 1)
    }

    package var text: String { "\(Self.name),alpha=\(alpha),least=\(least)" }
    package var summary: String {
        "the average of the numbers, each weighed by its nearness to the others,"
            + " when \(least) answered"
    }
    package var needs: RoundNeeds { .numbers }
    package var release: ReleaseGuarantee {
        .none("every wrong number moves the average, and perhaps no replica gave it")
    }

    package func decide(_ round: borrowing Round) -> Decision {
        let sorted = SortedNumbers(round, finiteOnly: true)
        let reachable = sorted.count + round.open.count
        if reachable < least {
            return .restrictive(.tooFewAnswers(count: reachable, needed: least))
        }
        guard round.open.isEmpty else { return .undecided(round.open) }
        let low = sorted[0]
        let high = sorted[sorted.count - 1]
        return .agreed(
            Election(
                .number(average(sorted)), supporters: round.replicas(from: low, through: high),
                diameter: high - low))
    }

    package func supporters(
        of election: Election, in round: borrowing Round
    ) -> ReplicaSet {
        let greatest = Double.greatestFiniteMagnitude
        return round.replicas(from: -greatest, through: greatest)
    }

    private func average(_ sorted: SortedNumbers) -> Double {
        var least = Double.infinity
        for position in 0..<sorted.count { least = min(least, doubt(of: position, sorted)) }
        var total = 0.0
        for position in 0..<sorted.count { total += exp(least - doubt(of: position, sorted)) }
        var value = 0.0
        for position in 0..<sorted.count {
            value += sorted[position] * (exp(least - doubt(of: position, sorted)) / total)
        }
        return min(max(value, sorted[0]), sorted[sorted.count - 1])
    }

    /// −ln wᵢ, at least 0 and finite.
    private func doubt(of position: Int, _ sorted: SortedNumbers) -> Double {
        var product = 0.0
        for other in 0..<sorted.count where other != position {
            // Halves: the difference of two finite numbers need not be finite, theirs is.
            let half = abs(sorted[position] / 2 - sorted[other] / 2)
            if sorted[position] == sorted[other] { return 0 }
            product += 2 * (log(max(half, .leastNonzeroMagnitude)) + log(2) - log(alpha))
        }
        return product > 0 ? product + log1p(exp(-product)) : log1p(exp(product))
    }
}

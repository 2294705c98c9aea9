import Statistics
import Testing

/// How often the stratified interval holds the rate, beside two that seem as good.
@Suite struct StratifiedCoverageTests {
    /// One kind of stratum.
    private struct Part {
        var strata: Int
        var weight: Double
        var rate: Double
        var trials: Int
    }

    /// Wald's: the square root of the estimated variance; collapses without failures.
    private func wald(_ strata: [Stratum]) -> Interval {
        let total = strata.reduce(0) { $0 + $1.weight }
        var sum = 0.0
        var variance = 0.0
        for stratum in strata {
            let rate = Double(stratum.failures) / Double(stratum.trials)
            let weight = stratum.weight / total
            sum += weight * rate
            variance += weight * weight * rate * (1 - rate) / Double(stratum.trials)
        }
        let half = 1.96 * variance.squareRoot()
        return Interval(low: sum - half, high: sum + half)
    }

    /// Zou and Donner's: squared distances to the ends of the strata's own Wilson intervals.
    private func combined(_ strata: [Stratum]) -> Interval {
        let total = strata.reduce(0) { $0 + $1.weight }
        var sum = 0.0
        var down = 0.0
        var up = 0.0
        for stratum in strata {
            let rate = Double(stratum.failures) / Double(stratum.trials)
            let own = Wilson.interval(stratum.failures, of: stratum.trials, confidence: 0.95)
            let weight = stratum.weight / total
            sum += weight * rate
            down += weight * weight * (rate - own.low) * (rate - own.low)
            up += weight * weight * (own.high - rate) * (own.high - rate)
        }
        return Interval(low: sum - down.squareRoot(), high: sum + up.squareRoot())
    }

    /// Of 400 simulated campaigns, by method: ours, Wald's, Zou and Donner's.
    private func misses(_ parts: [Part]) -> [Misses] {
        let all = parts.flatMap { Array(repeating: $0, count: $0.strata) }
        let total = all.reduce(0) { $0 + $1.weight }
        let truth = all.reduce(0) { $0 + $1.weight * $1.rate } / total
        return Misses.count(400, seed: 21, truth: truth) { draws in
            let strata = all.map { part in
                Stratum(
                    weight: part.weight,
                    failures: draws.failures(of: part.trials, rate: part.rate),
                    trials: part.trials)
            }
            guard let estimate = StratifiedEstimate(strata) else { return [] }
            return [estimate.interval(confidence: 0.95), wald(strata), combined(strata)]
        }
    }

    /// Nominally 10 on each side; three standard deviations more are 19.
    private func isHeld(_ misses: Misses) -> Bool { misses.below <= 19 && misses.above <= 19 }

    @Test func `many sparse strata are held, by Wald's not above, by Zou and Donner's not below`() {
        let misses = misses([Part(strata: 20, weight: 1, rate: 0.02, trials: 20)])
        #expect(isHeld(misses[0]))
        #expect(misses[1].below > 28)
        #expect(misses[2].above > 40)
    }

    @Test func `a heavy stratum of few rare failures is held, by Wald's not`() {
        let misses = misses([
            Part(strata: 1, weight: 7, rate: 0.01, trials: 50),
            Part(strata: 3, weight: 1, rate: 0.2, trials: 100),
        ])
        #expect(isHeld(misses[0]))
        #expect(misses[1].below > 28)
    }

    @Test func `strata of one trial are held, of which Wald's sees no variance`() {
        let misses = misses([Part(strata: 60, weight: 1, rate: 0.5, trials: 1)])
        #expect(isHeld(misses[0]))
        #expect(misses[1].below + misses[1].above > 300)
    }

    @Test func `failures in few of many strata are held`() {
        let misses = misses([
            Part(strata: 4, weight: 1, rate: 0.69, trials: 30),
            Part(strata: 12, weight: 1, rate: 0.002, trials: 30),
        ])
        #expect(isHeld(misses[0]))
    }
}

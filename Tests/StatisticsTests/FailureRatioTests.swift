import Foundation
import Statistics
import Testing

@Suite struct FailureRatioTests {
    private func count(_ failures: Int, of trials: Int, weight: Double = 1) -> FailureCount {
        FailureCount(weight: weight, failures: failures, trials: trials)
    }

    private func ratio(_ one: FailureCount, to other: FailureCount) throws -> FailureRatio {
        try #require(FailureRatio(of: one, to: other))
    }

    @Test func `the interval is that of the split, as odds`() throws {
        let ratio = try ratio(count(12, of: 1000), to: count(4, of: 1000))
        #expect(ratio.value == 3)
        let interval = ratio.interval(confidence: 0.95)
        // P(X ≥ 12 of 16) at the lower end and P(X ≤ 12 of 16) at the upper are 2.5 %.
        let high = try #require(interval.high)
        let below = 1 - Binomial.atLeast(13, of: 16, rate: high / (1 + high))
        let above = Binomial.atLeast(12, of: 16, rate: interval.low / (1 + interval.low))
        #expect(abs(below - 0.025) < 1e-9 && abs(above - 0.025) < 1e-9)
        #expect(interval.contains(3) && interval.low < 1)
    }

    @Test func `fault spaces and numbers of trials scale it`() throws {
        let plain = try ratio(count(12, of: 1000), to: count(4, of: 1000))
        let scaled = try ratio(count(12, of: 500, weight: 6), to: count(4, of: 2000, weight: 2))
        #expect(abs(try #require(scaled.value) - 36) < 1e-9)
        let one = plain.interval(confidence: 0.9)
        let other = scaled.interval(confidence: 0.9)
        #expect(abs(other.low / one.low - 12) < 1e-9)
        #expect(abs(try #require(other.high) / #require(one.high) - 12) < 1e-9)
    }

    @Test func `the other way round it is the reciprocal`() throws {
        let seven = count(7, of: 300, weight: 5)
        let two = count(2, of: 400)
        let one = try ratio(seven, to: two).interval(confidence: 0.95)
        let other = try ratio(two, to: seven).interval(confidence: 0.95)
        #expect(abs(one.low * (try #require(other.high)) - 1) < 1e-9)
        #expect(abs(other.low * (try #require(one.high)) - 1) < 1e-9)
    }

    @Test func `trials that tell half as much are half as many`() throws {
        let ratio = try ratio(count(12, of: 1000), to: count(4, of: 1000))
        let half = try self.ratio(count(6, of: 500), to: count(2, of: 500))
        let found = ratio.interval(confidence: 0.95, designEffect: 2)
        #expect(found == half.interval(confidence: 0.95))
        #expect(found.low < ratio.interval(confidence: 0.95).low)
    }

    @Test func `without failures on one side it is open there`() throws {
        let never = try ratio(count(0, of: 100), to: count(5, of: 100))
        #expect(never.value == 0)
        let below = never.interval(confidence: 0.95)
        // 1 − 0.025^(1/5) as odds.
        let share = 1 - pow(0.025, 0.2)
        #expect(below.low == 0)
        #expect(abs(try #require(below.high) - share / (1 - share)) < 1e-9)
        let always = try ratio(count(5, of: 100), to: count(0, of: 100))
        #expect(always.value == nil)
        let above = always.interval(confidence: 0.95)
        #expect(above.high == nil && abs(above.low - (1 - share) / share) < 1e-9)
        #expect(above.contains(1e12) && !above.contains(0.5))
    }

    @Test func `without failures on both sides there is none`() {
        let none = count(0, of: 100, weight: 3)
        #expect(FailureRatio(of: none, to: none) == nil)
    }

    @Test func `more failures above move it up`() throws {
        let intervals = try (0...20).map {
            try ratio(count($0, of: 100), to: count(6, of: 100)).interval(confidence: 0.95)
        }
        for (one, next) in zip(intervals, intervals.dropFirst()) {
            #expect(one.low < next.low)
            #expect(try #require(one.high) < #require(next.high))
        }
    }

    /// The probability of each count.
    private func probabilities(_ trials: Int, _ rate: Double) -> [Double] {
        (0...trials).map {
            Binomial.atLeast($0, of: trials, rate: rate)
                - Binomial.atLeast($0 + 1, of: trials, rate: rate)
        }
    }

    /// The normal interval of the logarithm of the ratio; it has none without a failure.
    private func naive(_ one: Int, _ other: Int, _ trials: Int, _ others: Int) -> RatioInterval {
        guard one > 0, other > 0 else { return RatioInterval(low: 0, high: 0) }
        let ratio = Double(one) / Double(trials) / (Double(other) / Double(others))
        let variance =
            1 / Double(one) - 1 / Double(trials) + 1 / Double(other) - 1 / Double(others)
        let factor = exp(1.96 * variance.squareRoot())
        return RatioInterval(low: ratio / factor, high: ratio * factor)
    }

    @Test func `it holds every ratio at least as often as it says, the naive one does not`() throws
    {
        let exact = try (0...24).map { one in
            try (0...16).map { other in
                one + other == 0
                    ? RatioInterval(low: 0, high: nil)
                    : try ratio(count(one, of: 24), to: count(other, of: 16))
                        .interval(confidence: 0.95)
            }
        }
        var least = 1.0
        var leastNaive = 1.0
        let rates = [0.02, 0.1, 0.3, 0.6, 0.95]
        for rate in rates {
            for otherRate in rates {
                var held = 0.0
                var heldNaive = 0.0
                let others = probabilities(16, otherRate)
                for (one, chance) in probabilities(24, rate).enumerated() {
                    for (other, otherChance) in others.enumerated() {
                        let truth = rate / otherRate
                        if exact[one][other].contains(truth) { held += chance * otherChance }
                        if naive(one, other, 24, 16).contains(truth) {
                            heldNaive += chance * otherChance
                        }
                    }
                }
                least = min(least, held)
                leastNaive = min(leastNaive, heldNaive)
            }
        }
        #expect(least >= 0.95)
        #expect(leastNaive < 0.2)
    }
}

import Foundation
import Statistics
import Testing

@Suite struct IndependenceTests {
    private func common(_ trials: [WrongAnswers], replicas: Int = 3) throws -> CommonMode {
        try #require(CommonMode(replicas: replicas, trials: trials))
    }

    @Test func `replicas that always fail alike have a ratio of one`() throws {
        let always = try common(Array(repeating: WrongAnswers(groups: [0b111]), count: 20))
        #expect(always.together == 20 && always.identical == 20 && always.different == 0)
        let found = always.independence(confidence: 0.95)
        #expect(found.rate == 1 && found.ratio == 1)
        #expect(found.ratioInterval.contains(1) && found.ratioInterval.low > 0.8)
    }

    @Test func `without coincidences the ratio is bounded by what each replica shows`() throws {
        // Each wrong in 40 of 200 trials, never both: far fewer than the eight expected.
        let apart = try common(trials([40, 40], of: 200, shift: 100), replicas: 2)
        let found = apart.independence(confidence: 0.95)
        #expect(apart.together == 0 && found.ratio == 0)
        #expect(abs(found.rate - 0.04) < 1e-12)
        #expect(found.interval.low < 0.04 && found.interval.high > 0.04)
        let high = try #require(found.ratioInterval.high)
        let each = 1 - 0.05 / 3
        let seen = Binomial.clopperPearson(0, of: 200, confidence: each).high
        let own = Binomial.clopperPearson(40, of: 200, confidence: each).low
        #expect(abs(high - seen / (own * own)) < 1e-9)
    }

    @Test func `trials that tell half as much make every interval wider`() throws {
        for shift in [0, 100] {
            let common = try common(trials([40, 40], of: 200, shift: shift), replicas: 2)
            let plain = common.independence(confidence: 0.95)
            let wide = common.independence(confidence: 0.95, designEffect: 2)
            #expect(wide.rate == plain.rate && wide.ratio == plain.ratio)
            #expect(wide.interval.low < plain.interval.low)
            #expect(wide.interval.high > plain.interval.high)
            #expect(try #require(wide.ratioInterval.high) > #require(plain.ratioInterval.high))
        }
        let both = try self.common(trials([40, 40], of: 200, shift: 0), replicas: 2)
        #expect(
            both.interval(of: 40, confidence: 0.9, designEffect: 2)
                == Binomial.clopperPearson(20, of: 100, confidence: 0.9))
    }

    /// Replicas wrong in the first so many trials each, one after the other as far as there is
    /// room.
    private func trials(_ wrong: [Int], of total: Int, shift: Int) -> [WrongAnswers] {
        (0..<total).map { trial in
            let groups = wrong.enumerated().compactMap { replica, count -> UInt64? in
                let place = (trial + replica * shift) % total
                return place < count ? 1 << UInt64(replica) : nil
            }
            return WrongAnswers(groups: groups)
        }
    }

    @Test func `independent replicas are wrong together as the product says`() throws {
        let two = try common(trials([30, 10], of: 100, shift: 0), replicas: 2)
        let both = two.independence(confidence: 0.95)
        #expect(abs(both.rate - 0.03) < 1e-12)
        #expect(abs(try #require(both.ratio) - 0.1 / 0.03) < 1e-9)
        // The variance allows for 43 coincidences, but only 10 were seen.
        let seen = Binomial.clopperPearson(10, of: 100, confidence: 0.95)
        #expect(abs(both.ratioInterval.low - seen.low / 0.03) < 1e-9)
        #expect(abs(try #require(both.ratioInterval.high) - seen.high / 0.03) < 1e-9)
        // Of five, summed over all sets of two and more.
        let counts = [5, 20, 0, 50, 90]
        let five = try common(trials(counts, of: 100, shift: 37), replicas: 5)
        let sum = (0..<32).filter { $0.nonzeroBitCount >= 2 }.reduce(0.0) { sum, set in
            sum
                + counts.enumerated().reduce(1.0) { product, entry in
                    let rate = Double(entry.element) / 100
                    return product * (set >> entry.offset & 1 == 1 ? rate : 1 - rate)
                }
        }
        #expect(abs(five.independence(confidence: 0.95).rate - sum) < 1e-12)
    }

    @Test func `rare failures keep their digits`() throws {
        var rare = Array(repeating: WrongAnswers(), count: 100_000)
        rare[0] = WrongAnswers(groups: [0b01])
        rare[1] = WrongAnswers(groups: [0b10])
        let found = try common(rare, replicas: 2).independence(confidence: 0.95)
        #expect(abs(found.rate / 1e-10 - 1) < 1e-9)
        #expect(found.ratio == 0 && found.ratioInterval.low == 0)
    }

    @Test func `a replica that is never wrong leaves the ratio open`() throws {
        let found = try common(trials([8, 0], of: 50, shift: 0), replicas: 2)
            .independence(confidence: 0.95)
        #expect(found.rate == 0 && found.ratio == nil)
        #expect(found.interval.low == 0 && found.interval.high > 0)
        #expect(found.ratioInterval == RatioInterval(low: 0, high: nil))
    }

    /// Three replicas of these rates, and a cause that makes all three wrong alike.
    private func drawn(
        _ count: Int, rates: [Double], cause: Double, _ draws: inout SeededDraws
    ) -> [WrongAnswers] {
        (0..<count).map { _ in
            if draws.happens(cause) { return WrongAnswers(groups: [0b111]) }
            var groups: [UInt64] = []
            for (replica, rate) in rates.enumerated() where draws.happens(rate) {
                groups.append(1 << UInt64(replica))
            }
            return WrongAnswers(groups: groups)
        }
    }

    private func twoOrMore(_ rates: [Double]) -> Double {
        let pairs = [(0, 1, 2), (0, 2, 1), (1, 2, 0)].reduce(0.0) {
            $0 + rates[$1.0] * rates[$1.1] * (1 - rates[$1.2])
        }
        return pairs + rates[0] * rates[1] * rates[2]
    }

    @Test func `unequal independent replicas are not taken for dependent, by their mean they are`()
        throws
    {
        var draws = SeededDraws(seed: 31)
        let rates = [0.6, 0.02, 0.02]
        var excluded = 0
        var excludedByMean = 0
        for _ in 0..<40 {
            let common = try common(drawn(1000, rates: rates, cause: 0, &draws))
            let found = common.independence(confidence: 0.95)
            if !found.ratioInterval.contains(1) { excluded += 1 }
            let mean = Double(common.wrongTrials.reduce(0, +)) / 3000
            let seen = common.interval(of: common.together, confidence: 0.95)
            if seen.high < twoOrMore([mean, mean, mean]) { excludedByMean += 1 }
        }
        #expect(excluded <= 2)
        #expect(excludedByMean == 40)
    }

    /// With coincidences that are few, and whose rate alone says little.
    @Test(arguments: [
        ([0.05, 0.1, 0.02], 0.03, 1000, 38), ([0.001, 0.001, 0.001], 0.003, 2000, 37),
        ([0.05, 0.05, 0.05], 0, 300, 0),
    ])
    func `a common cause is seen, and the ratio held`(
        own: [Double], cause: Double, trials: Int, seenMin: Int
    ) throws {
        var draws = SeededDraws(seed: 32)
        let rates = own.map { cause + (1 - cause) * $0 }
        let truth = (cause + (1 - cause) * twoOrMore(own)) / twoOrMore(rates)
        var held = 0
        var seen = 0
        for _ in 0..<40 {
            let common = try common(drawn(trials, rates: own, cause: cause, &draws))
            let found = common.independence(confidence: 0.95)
            if found.ratioInterval.contains(truth) { held += 1 }
            if found.ratioInterval.low > 1 { seen += 1 }
            #expect(found.interval.low <= found.rate && found.rate <= found.interval.high)
        }
        #expect(held >= 38)
        #expect(cause > 0 ? seen >= seenMin : seen <= 2)
    }

    @Test func `where replicas fail with one cause, their own rates are as uncertain`() throws {
        // Only a cause in common, in 3 of 2,000 trials: the ratio is 1 / (3 p − 2 p²). That the
        // independent rate is as uncertain as p² makes the interval no narrower than that of p.
        var found = Array(repeating: WrongAnswers(), count: 2000)
        for trial in 0..<3 { found[trial] = WrongAnswers(groups: [0b111]) }
        let independence = try common(found).independence(confidence: 0.95)
        let rate = 0.0015
        #expect(abs(try #require(independence.ratio) * (3 * rate - 2 * rate * rate) - 1) < 1e-9)
        let seen = Binomial.clopperPearson(3, of: 2000, confidence: 0.95)
        let interval = independence.ratioInterval
        let ratio = try #require(independence.ratio)
        #expect(interval.low / ratio <= seen.low / rate + 1e-9)
        #expect(try #require(interval.high) / ratio >= seen.high / rate - 1e-9)
        #expect(interval.low > 1)
    }

    /// Six replicas, of which all are wrong in so many trials, and two in so many others.
    private func pairs(_ count: Int, all: Int, of trials: Int) throws -> CommonMode {
        let wrong =
            Array(repeating: WrongAnswers(groups: [0b11]), count: count)
            + Array(repeating: WrongAnswers(groups: [0b11_1111]), count: all)
        let right = Array(repeating: WrongAnswers(), count: trials - wrong.count)
        return try common(wrong + right, replicas: 6)
    }

    @Test func `the ratio is as uncertain as leaving out single trials shows`() throws {
        // By the jackknife: each of the three kinds of trial left out once.
        let trials = 20_000
        let kinds = [(2999, 400, 3000.0), (3000, 399, 400.0), (3000, 400, 16_600.0)]
        let logarithms = try kinds.map { kind in
            let less = try pairs(kind.0, all: kind.1, of: trials - 1)
            return log(try #require(less.independence(confidence: 0.95).ratio))
        }
        let weighted = zip(logarithms, kinds).map { (value: $0, weight: $1.2 / Double(trials)) }
        let mean = weighted.reduce(0) { $0 + $1.weight * $1.value }
        let squares = weighted.reduce(0) { $0 + $1.weight * ($1.value - mean) * ($1.value - mean) }
        let coincidences = 1 / (Double(trials) * squares)
        #expect(1200...1800 ~= coincidences, "far fewer than the 3,400 seen")
        let found = try pairs(3000, all: 400, of: trials).independence(confidence: 0.95)
        let counted = Binomial.clopperPearson(
            effective: coincidences, of: Double(trials), confidence: 0.95)
        let ratio = try #require(found.ratio) * Double(trials) / coincidences
        #expect(abs(found.ratioInterval.low / (ratio * counted.low) - 1) < 0.0003)
        #expect(abs(try #require(found.ratioInterval.high) / (ratio * counted.high) - 1) < 0.0003)
    }

    @Test func `that the independent rate is estimated counts, too`() throws {
        let truth = try #require(
            pairs(100, all: 30, of: 1000).independence(confidence: 0.95).ratio)
        var draws = SeededDraws(seed: 33)
        var missed = 0
        var missedAsKnown = 0
        for _ in 0..<200 {
            let all = draws.failures(of: 300, rate: 0.03)
            let two = draws.failures(of: 300 - all, rate: 0.1 / 0.97)
            let drawn = try pairs(two, all: all, of: 300)
            let found = drawn.independence(confidence: 0.95)
            if !found.ratioInterval.contains(truth) { missed += 1 }
            let seen = drawn.interval(of: drawn.together, confidence: 0.95)
            let asKnown = RatioInterval(low: seen.low / found.rate, high: seen.high / found.rate)
            if !asKnown.contains(truth) { missedAsKnown += 1 }
        }
        // Nominally 10.
        #expect(missed <= 20)
        #expect(missedAsKnown > 32)
    }
}

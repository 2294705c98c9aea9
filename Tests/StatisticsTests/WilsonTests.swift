import Statistics
import Testing

@Suite struct WilsonTests {
    /// Table I of R. G. Newcombe, "Two-Sided Confidence Intervals for the Single Proportion",
    /// Statistics in Medicine 17(8), 1998, method 3.
    @Test(arguments: [
        (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ])
    func `the published intervals come out`(count: Int, total: Int, low: Double, high: Double) {
        let interval = Wilson.interval(count, of: total, confidence: 0.95)
        #expect(interval.low.rounded(to: 4) == low)
        #expect(interval.high.rounded(to: 4) == high)
    }

    @Test(arguments: [(3, 17), (20, 40), (1, 500)])
    func `an end is a rate whose own spread just reaches the count`(count: Int, total: Int) {
        let interval = Wilson.interval(count, of: total, confidence: 0.9)
        let rate = Double(count) / Double(total)
        for end in [interval.low, interval.high] {
            let spread = (end * (1 - end) / Double(total)).squareRoot()
            #expect(abs(abs(rate - end) / spread - Normal.quantile(0.95)) < 1e-9)
        }
    }

    @Test func `of no trials nothing is known`() {
        #expect(Wilson.interval(0, of: 0, confidence: 0.95) == Interval(low: 0, high: 1))
    }

    @Test func `none and all mirror each other and end exactly`() {
        let none = Wilson.interval(0, of: 7, confidence: 0.99)
        let all = Wilson.interval(7, of: 7, confidence: 0.99)
        #expect(none.low == 0 && all.high == 1)
        #expect(abs(none.high - (1 - all.low)) < 1e-12)
        #expect(none.high > 0.4)
    }

    @Test func `more counts move it up, more confidence widens it`() {
        let moved = (0...30).map { Wilson.interval($0, of: 30, confidence: 0.95) }
        for (one, next) in zip(moved, moved.dropFirst()) {
            #expect(one.low < next.low && one.high < next.high)
        }
        let wide = Wilson.interval(4, of: 30, confidence: 0.99)
        #expect(wide.low < moved[4].low && wide.high > moved[4].high)
    }

    /// P(the interval holds the rate), summed over all counts.
    private func coverage(
        of rate: Double, trials: Int, by interval: (Int) -> Interval
    ) -> Double {
        (0...trials).reduce(0) { sum, count in
            let found = interval(count)
            guard found.low <= rate && rate <= found.high else { return sum }
            return sum + Binomial.atLeast(count, of: trials, rate: rate)
                - Binomial.atLeast(count + 1, of: trials, rate: rate)
        }
    }

    @Test func `on average it holds the rate as often as it says, which Wald's does not`() {
        let rates = (1...20).map { Double($0) / 100 }
        func average(_ interval: (Int) -> Interval) -> Double {
            rates.reduce(0) { $0 + coverage(of: $1, trials: 40, by: interval) } / 20
        }
        let wilson = average { Wilson.interval($0, of: 40, confidence: 0.95) }
        let wald = average { count in
            let rate = Double(count) / 40
            let half = 1.96 * (rate * (1 - rate) / 40).squareRoot()
            return Interval(low: rate - half, high: rate + half)
        }
        #expect(abs(wilson - 0.95) < 0.01)
        #expect(wald < 0.87)
    }
}

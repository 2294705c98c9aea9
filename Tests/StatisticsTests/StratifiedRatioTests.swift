import Statistics
import Testing

@Suite struct StratifiedRatioTests {
    private func estimate(_ failures: [Int]) throws -> StratifiedEstimate {
        try #require(
            StratifiedEstimate(
                zip([9.0, 1.0], failures).map { Stratum(weight: $0, failures: $1, trials: 100) }))
    }

    @Test func `it is that of the weighted rates, within an interval`() throws {
        // 0.9 · 0.01 + 0.1 · 0.5 to 0.9 · 0.2 + 0.1 · 0.5.
        let ratio = try #require(StratifiedRatio(of: estimate([1, 50]), to: estimate([20, 50])))
        #expect(abs(try #require(ratio.value) - 0.059 / 0.23) < 1e-12)
        let interval = ratio.interval(confidence: 0.95)
        #expect(interval.low > 0.1 && interval.low < 0.256)
        #expect(try #require(interval.high) > 0.257)
    }

    @Test func `trials that tell half as much make it wider`() throws {
        let ratio = try #require(StratifiedRatio(of: estimate([1, 50]), to: estimate([20, 50])))
        let plain = ratio.interval(confidence: 0.95)
        let wide = ratio.interval(confidence: 0.95, designEffect: 2)
        #expect(wide.low < plain.low)
        #expect(try #require(wide.high) > #require(plain.high))
    }

    @Test func `without failures on one side it is open there, on both it is none`() throws {
        let none = try estimate([0, 0])
        #expect(StratifiedRatio(of: none, to: none) == nil)
        let open = try #require(StratifiedRatio(of: estimate([1, 1]), to: none))
        #expect(open.value == nil && open.interval(confidence: 0.95).high == nil)
        let zero = try #require(StratifiedRatio(of: none, to: estimate([30, 30])))
        #expect(zero.value == 0 && zero.interval(confidence: 0.95).low == 0)
    }
}

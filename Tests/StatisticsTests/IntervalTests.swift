import Statistics
import Testing

@Suite struct IntervalTests {
    @Test func `of a skewed sample BCa takes the side that the percentiles miss`() throws {
        // The mean of 20 numbers of which one is large: the influences are skewed to the right.
        let influences = Array(repeating: -1.0, count: 19) + [19]
        let sample = (0...1000).map { Double($0) / 1000 }
        let plain = try #require(Interval(percentileOf: sample, confidence: 0.95))
        let moved = try #require(
            Interval(bcaOf: sample, observed: 0.5, influences: influences, confidence: 0.95))
        #expect(moved.low > plain.low && moved.high > plain.high)
        // Without skew and without bias it is the percentile interval.
        let even = try #require(
            Interval(bcaOf: sample, observed: 0.5, influences: [-1, 1], confidence: 0.95))
        #expect(areNear([even.low, even.high], [plain.low, plain.high], within: 1e-9))
        // a = Σl³ / (6 (Σl²)^1.5) = 6840 / (6 · 380^1.5) = 0.1539; the upper part is
        // Φ(1.96 / (1 − 0.1539 · 1.96)) = Φ(2.8064) = 0.99749.
        #expect(abs(moved.high - 0.99749) < 1e-4)
    }

    @Test func `percentiles lie between the order statistics`() {
        let interval = Interval(percentileOf: [5, 1, 4, 2, 3], confidence: 0.5)
        #expect(interval == Interval(low: 2, high: 4))
        #expect(Interval(percentileOf: [], confidence: 0.5) == nil)
    }
}

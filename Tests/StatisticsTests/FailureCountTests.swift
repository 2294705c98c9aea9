import Statistics
import Testing

@Suite struct FailureCountTests {
    @Test func `a share of the sample stands for that share of the space`() {
        let count = FailureCount(weight: 8e6, failures: 10, trials: 100)
        #expect(count.value == 8e5)
        let interval = count.interval(confidence: 0.95)
        // The textbook's interval of ten of a hundred.
        #expect((interval.low / 8e6).rounded(to: 4) == 0.0490)
        #expect((interval.high / 8e6).rounded(to: 4) == 0.1762)
    }

    @Test func `a longer run of the same coverage has more failures`() {
        let short = FailureCount(weight: 1e6, failures: 20, trials: 1000)
        let long = FailureCount(weight: 4e6, failures: 20, trials: 1000)
        #expect(long.value == 4 * short.value)
        #expect(long.interval(confidence: 0.9).low > short.interval(confidence: 0.9).high)
    }

    @Test func `none and all are possible`() {
        let none = FailureCount(weight: 500, failures: 0, trials: 20).interval(confidence: 0.95)
        #expect(none.low == 0 && 0.1 * 500..<0.2 * 500 ~= none.high)
        let all = FailureCount(weight: 500, failures: 20, trials: 20).interval(confidence: 0.95)
        #expect(all.high == 500 && abs(all.low - (500 - none.high)) < 1e-9)
    }
}

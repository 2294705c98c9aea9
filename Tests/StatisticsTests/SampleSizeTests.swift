import Foundation
import Statistics
import Testing

@Suite struct SampleSizeTests {
    @Test(arguments: [(0.95, 0.05, 385), (0.95, 0.01, 9604), (0.99, 0.05, 664)])
    func `the published numbers come out`(confidence: Double, margin: Double, trials: Int) {
        let size = SampleSize(faultSpace: nil, confidence: confidence)
        #expect(size.trials(margin: margin) == trials)
    }

    @Test func `half a percent at 99 percent is published with a rounded quantile`() {
        let size = SampleSize(faultSpace: nil, confidence: 0.99)
        #expect(size.trials(margin: 0.005) == 66_349)
        let published: Double = 2.5758 * 2.5758 * 0.25 / (0.005 * 0.005)
        #expect(published.rounded(.up) == 66_348)
        #expect(size.margin(trials: 66_348) > 0.005)
        #expect(size.margin(trials: 66_348) < 0.005_000_1)
    }

    /// R. V. Krejcie, D. W. Morgan, "Determining Sample Size for Research Activities", Educational
    /// and Psychological Measurement 30(3), 1970: the same formula.
    @Test(arguments: [(100, 80), (1000, 278), (10_000, 370), (75_000, 382)])
    func `a finite space needs as many as the published table says`(faults: Int, trials: Int) {
        let size = SampleSize(faultSpace: faults, confidence: 0.95)
        #expect(abs(size.trials(margin: 0.05) - trials) <= (faults == 75_000 ? 1 : 0))
    }

    /// P(a sample's rate is within the margin), drawing without replacement, half being failures.
    private func within(_ margin: Double, faults: Int, trials: Int) -> Double {
        func logWays(_ count: Int, _ total: Int) -> Double {
            let rest = lgamma(Double(count + 1)) + lgamma(Double(total - count + 1))
            return lgamma(Double(total + 1)) - rest
        }
        return (0...trials).reduce(0) { sum, failures in
            guard abs(Double(failures) / Double(trials) - 0.5) <= margin else { return sum }
            return sum
                + exp(
                    logWays(failures, faults / 2) + logWays(trials - failures, faults / 2)
                        - logWays(trials, faults))
        }
    }

    @Test func `a sample of that size keeps the margin, one without the correction is wasteful`() {
        let needed = SampleSize(faultSpace: 1000, confidence: 0.95).trials(margin: 0.05)
        #expect(abs(within(0.05, faults: 1000, trials: needed) - 0.95) < 0.01)
        let plain = SampleSize(faultSpace: nil, confidence: 0.95).trials(margin: 0.05)
        #expect(within(0.05, faults: 1000, trials: plain) > 0.98)
    }

    @Test(arguments: [nil, 2, 50, 1000, 1_000_000])
    func `the margin is the inverse of the number of trials`(faults: Int?) {
        let size = SampleSize(faultSpace: faults, confidence: 0.9, expectedRate: 0.1)
        for margin in [0.2, 0.05, 0.01, 0.003] {
            let trials = size.trials(margin: margin)
            #expect(size.margin(trials: trials) <= margin)
            #expect(trials == 1 || size.margin(trials: trials - 1) > margin)
        }
    }

    @Test func `a larger space needs more, up to the unbounded one`() {
        let needed = [10, 100, 1000, 100_000, 1_000_000_000].map {
            SampleSize(faultSpace: $0, confidence: 0.95).trials(margin: 0.02)
        }
        #expect(needed == needed.sorted() && Set(needed).count == needed.count)
        let unbounded = SampleSize(faultSpace: nil, confidence: 0.95).trials(margin: 0.02)
        #expect(needed.last == unbounded)
    }

    @Test func `all of the space leaves no margin`() {
        #expect(SampleSize(faultSpace: 40, confidence: 0.95).margin(trials: 40) == 0)
        #expect(SampleSize(faultSpace: 1, confidence: 0.95).margin(trials: 1) == 0)
        #expect(SampleSize(faultSpace: 1, confidence: 0.95).trials(margin: 0.01) == 1)
        #expect(SampleSize(faultSpace: 40, confidence: 0.95).trials(margin: 1e-9) == 40)
    }

    @Test func `one half needs most trials`() {
        let needed = [0.01, 0.1, 0.5, 0.9].map {
            SampleSize(faultSpace: nil, confidence: 0.95, expectedRate: $0).trials(margin: 0.01)
        }
        #expect(needed[0] < needed[1] && needed[1] < needed[2])
        #expect(needed[1] == needed[3])
    }
}

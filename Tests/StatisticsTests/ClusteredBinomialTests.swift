import Foundation
import Statistics
import Testing

@Suite struct ClusteredBinomialTests {
    private func clustered(_ failures: [Int], of trials: Int) throws -> ClusteredBinomial {
        try #require(
            ClusteredBinomial(failures.map { .init(failures: $0, trials: trials) }))
    }

    @Test func `five clusters of ten are as computed by hand`() throws {
        // p = 0.2; Σ (yᵢ − 2)² = 4 + 4 + 1 + 0 + 25 = 34; 5/4 · 34 / (50 · 0.16) = 5.3125;
        // n* = 50 / 5.3125 · (2.00958 / 2.77645)² = 4.9306.
        let clustered = try clustered([0, 0, 1, 2, 7], of: 10)
        #expect(clustered.rate == 0.2)
        #expect(abs(try #require(clustered.designEffect) - 5.3125) < 1e-9)
        #expect(clustered.effectiveTrials(confidence: 0.95).rounded(to: 4) == 4.9306)
        #expect(abs(clustered.trialsForOne(confidence: 0.95) - 50 / 4.9306) < 1e-3)
        let interval = clustered.intervals(confidence: 0.95).overTrials
        #expect(areNear([interval.low, interval.high], [0.004825, 0.719918], within: 1e-6))
    }

    @Test func `clusters more alike than chance count as independent trials`() throws {
        let clustered = try clustered([2, 2, 2, 2, 2, 2], of: 10)
        #expect(clustered.designEffect == 1)
        // What is left is the adjustment for few clusters.
        #expect(clustered.effectiveTrials(confidence: 0.95) < 60)
        let plain = Binomial.clopperPearson(12, of: 60, confidence: 0.95)
        let interval = clustered.intervals(confidence: 0.95).overTrials
        #expect(interval.low < plain.low && interval.high > plain.high)
    }

    @Test func `clusters of one trial are independent trials`() throws {
        let clustered = try clustered([1, 0, 0, 0, 1, 0, 0, 0, 0, 0], of: 1)
        let plain = Binomial.clopperPearson(2, of: 10, confidence: 0.95)
        let interval = clustered.intervals(confidence: 0.95).overTrials
        // The variance has k − 1 below, so even here the design effect is 10/9.
        #expect(abs(try #require(clustered.designEffect) - 10.0 / 9) < 1e-9)
        #expect(abs(interval.high - plain.high) < 0.03 && interval.high > plain.high)
        #expect(interval.low < plain.low)
    }

    @Test func `without a failure there are both bounds, of trials and of clusters`() throws {
        let clustered = try clustered(Array(repeating: 0, count: 30), of: 100)
        #expect(clustered.designEffect == nil)
        let bounds = clustered.upperBounds(confidence: 0.95)
        let plain = Binomial.zeroFailureBound(total: 3000, confidence: 0.95)
        let single = Binomial.zeroFailureBound(total: 30, confidence: 0.95)
        #expect(abs(bounds.overTrials / plain - 1) < 1e-9)
        #expect(abs(bounds.overClusters / single - 1) < 1e-9)
        let intervals = clustered.intervals(confidence: 0.95)
        #expect(intervals.overTrials.low == 0 && intervals.overClusters.low == 0)
    }

    @Test func `failures only mirror no failures`() throws {
        let none = try clustered([0, 0, 0, 0], of: 6).intervals(confidence: 0.9)
        let all = try clustered([6, 6, 6, 6], of: 6).intervals(confidence: 0.9)
        #expect(abs(all.overTrials.low - (1 - none.overTrials.high)) < 1e-12)
        #expect(abs(all.overClusters.low - (1 - none.overClusters.high)) < 1e-12)
        #expect(all.overTrials.high == 1 && all.overClusters.high == 1)
    }

    @Test func `one cluster shows no variance`() throws {
        let clustered = try clustered([3], of: 10)
        #expect(clustered.designEffect == nil)
        let intervals = clustered.intervals(confidence: 0.95)
        #expect(intervals.overTrials == Binomial.clopperPearson(3, of: 10, confidence: 0.95))
        #expect(intervals.overClusters == Interval(low: 0, high: 1))
    }

    @Test func `clusters without trials change nothing, and alone give nothing`() throws {
        let some = try #require(
            ClusteredBinomial([
                .init(failures: 1, trials: 5), .init(failures: 0, trials: 0),
                .init(failures: 4, trials: 5),
            ]))
        #expect(try some == clustered([1, 4], of: 5))
        #expect(ClusteredBinomial([.init(failures: 0, trials: 0)]) == nil)
        #expect(ClusteredBinomial([]) == nil)
    }

    @Test func `the same failures in fewer clusters tell less`() throws {
        let spread = try clustered([2, 2, 2, 2, 0, 0, 0, 0], of: 10)
        let packed = try clustered([8, 0, 0, 0, 0, 0, 0, 0], of: 10)
        #expect(spread.rate == packed.rate)
        let one = spread.upperBounds(confidence: 0.95).overTrials
        let other = packed.upperBounds(confidence: 0.95).overTrials
        #expect(one < other)
        #expect(
            packed.effectiveTrials(confidence: 0.95) < spread.effectiveTrials(confidence: 0.95))
    }

    /// Nominally 6 of 250 on each side; in the skewed case that is documented 18.
    @Test(arguments: [(20, 20, 0.1, 0.2, 18), (30, 50, 0.05, 0.3, 28), (8, 50, 0.2, 0.1, 14)])
    func `it holds the rate of clustered trials, which the plain interval does not`(
        clusters: Int, trials: Int, rate: Double, correlation: Double, belowMax: Int
    ) {
        let misses = Misses.count(250, seed: 11, truth: rate) { draws in
            let drawn = (0..<clusters).map { _ in
                ClusteredBinomial.Cluster(
                    failures: draws.failures(of: trials, rate: rate, correlation: correlation),
                    trials: trials)
            }
            guard let clustered = ClusteredBinomial(drawn) else { return [] }
            let both = clustered.intervals(confidence: 0.95)
            let plain = Binomial.clopperPearson(
                clustered.failures, of: clustered.trials, confidence: 0.95)
            return [both.overTrials, both.overClusters, plain]
        }
        #expect(misses[0].below <= belowMax && misses[0].above <= 8)
        #expect(misses[1].below == 0 && misses[1].above == 0)
        #expect(misses[2].below > 32 && misses[2].above > 32)
    }

    @Test func `a rare kind of cluster that always fails is only held over clusters`() {
        // One mutant in fifty fails on all of its demands; 40 mutants are met.
        let misses = Misses.count(300, seed: 12, truth: 0.02) { draws in
            let drawn = (0..<40).map { _ in
                ClusteredBinomial.Cluster(
                    failures: draws.happens(0.02) ? 25 : 0, trials: 25)
            }
            guard let clustered = ClusteredBinomial(drawn) else { return [] }
            let bounds = clustered.upperBounds(confidence: 0.95)
            return [
                Interval(low: 0, high: bounds.overTrials),
                Interval(low: 0, high: bounds.overClusters),
            ]
        }
        // P(none is met) = 0.98⁴⁰ = 0.446.
        #expect(100...170 ~= misses[0].below)
        #expect(misses[1].below == 0)
    }
}

import Statistics
import Testing

@Suite struct HolmAdjustmentTests {
    @Test func `the smallest counts for all, the largest for itself, in their places`() {
        let adjusted = HolmAdjustment.adjusted([0.01, 0.04, 0.03, 0.005])
        #expect(zip(adjusted, [0.03, 0.06, 0.06, 0.02]).allSatisfy { abs($0 - $1) < 1e-12 })
    }

    @Test func `one question stays as it is, and none is none`() {
        #expect(HolmAdjustment.adjusted([0.03]) == [0.03])
        #expect(HolmAdjustment.adjusted([]) == [])
    }

    @Test func `it is never below its own, never above one, and keeps the order`() {
        var draws = SeededDraws(seed: 4)
        for _ in 0..<200 {
            let plain = (0..<draws.draw(below: 12)).map { _ in
                Double(draws.draw(below: 1000)) / 1000
            }
            let adjusted = HolmAdjustment.adjusted(plain)
            #expect(zip(plain, adjusted).allSatisfy { $0 <= $1 && $1 <= 1 })
            for one in plain.indices {
                for other in plain.indices where plain[one] < plain[other] {
                    #expect(adjusted[one] <= adjusted[other])
                }
            }
        }
    }

    @Test func `forty true hypotheses give a false alarm in at most one family of twenty`() {
        var draws = SeededDraws(seed: 11)
        let families = 4000
        let alarms = (0..<families).count { _ in
            let plain = (0..<40).map { _ in Double(draws.draw(below: 1_000_000)) / 1_000_000 }
            return HolmAdjustment.adjusted(plain).contains { $0 <= 0.05 }
        }
        // Without adjustment there would be one in 87 of 100; three standard deviations.
        #expect(Double(alarms) / Double(families) < 0.05 + 0.0104)
        #expect(alarms > 0)
    }
}

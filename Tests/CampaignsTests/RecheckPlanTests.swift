import Campaigns
import Testing

@Suite struct RecheckPlanTests {
    private func drawn(_ wanted: UInt64, of trials: UInt64, seed: UInt64 = 1) -> [UInt64] {
        let plan = RecheckPlan(wanted, of: trials, seed: seed)
        return trials == 0 ? [] : (1...trials).filter(plan.contains)
    }

    @Test(arguments: [(20, 1000), (7, 10), (10, 10), (50, 10), (1, 3), (0, 9), (999, 1000)])
    func `it draws as many as are wanted, if there are`(_ wanted: UInt64, _ trials: UInt64) {
        #expect(drawn(wanted, of: trials).count == Int(min(wanted, trials)))
    }

    @Test func `each part of the campaign has one, another one with another seed`() {
        let (one, other) = (drawn(10, of: 1000), drawn(10, of: 1000, seed: 2))
        #expect(one.enumerated().allSatisfy { ($1 - 1) / 100 == $0 })
        #expect(other.enumerated().allSatisfy { ($1 - 1) / 100 == $0 })
        #expect(one != other)
    }

    @Test func `each trial is drawn as often as any other`() {
        var counts = [Int](repeating: 0, count: 13)
        for seed in 1...6500 as ClosedRange<UInt64> {
            for id in drawn(2, of: 13, seed: seed) { counts[Int(id) - 1] += 1 }
        }
        // Of 6 in the first part and 7 in the second; within five standard deviations.
        #expect(counts[..<6].allSatisfy { abs($0 - 6500 / 6) < 150 }, "\(counts)")
        #expect(counts[6...].allSatisfy { abs($0 - 6500 / 7) < 150 }, "\(counts)")
    }
}

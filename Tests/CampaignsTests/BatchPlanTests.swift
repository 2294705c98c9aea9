import Campaigns
import Testing

@Suite struct BatchPlanTests {
    /// The numbers behind which results are asked for, and those behind which the clock is looked
    /// at, with every batch as fast as that.
    private func asked(
        _ trials: ClosedRange<UInt64>, seconds: Double?, rate: Double
    ) -> (results: [UInt64], clock: [UInt64], trials: Int) {
        var plan = BatchPlan(trials, seconds: seconds)
        var (results, clock, count) = ([UInt64](), [UInt64](), 0)
        while let batch = plan.next() {
            switch batch.question {
            case .enough(let last): results.append(last)
            default: clock.append(batch.trials.lowerBound - 1)
            }
            count += batch.trials.count
            plan.note(batch.trials.count, seconds: Double(batch.trials.count) / rate)
        }
        return (results, clock, count)
    }

    @Test(arguments: [nil, 0.1, 1, 10], [0.5, 15, 2000, 1e6])
    func `results are asked for at the same numbers, whatever the time`(
        _ seconds: Double?, _ rate: Double
    ) {
        let asked = asked(1...25_000, seconds: seconds, rate: rate)
        #expect(asked.results == [0, 10_000, 20_000])
        #expect(asked.trials == 25_000)
        #expect(seconds != nil || asked.clock.isEmpty)
    }

    @Test func `with a time to stop at nobody waits long`() {
        // Twenty trials a second: a batch takes ten seconds, and not eight minutes.
        let slow = asked(1...3000, seconds: 10, rate: 20).clock
        #expect(zip(slow, slow.dropFirst()).allSatisfy { $1 - $0 <= 200 }, "\(slow)")
        let fast = asked(1...9000, seconds: 10, rate: 1500).clock
        #expect(fast == [20], "\(fast)")
    }

    @Test func `a part of a campaign counts from its own first trial`() {
        let asked = asked(5001...16_000, seconds: nil, rate: 1)
        #expect(asked.results == [5000, 15_000])
    }
}

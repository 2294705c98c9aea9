import Foundation
import Statistics
import Testing

@Suite struct FisherExactTests {
    private func test(_ after: Int, of trials: Int, against before: Int, of all: Int) -> Double {
        FisherExact(.init(after, of: trials), against: .init(before, of: all)).oneSided
    }

    @Test func `the lady who tastes tea is right with three of four in 17 of 70 cases`() {
        #expect(abs(test(3, of: 4, against: 1, of: 4) - 17.0 / 70) < 1e-12)
        #expect(abs(test(4, of: 4, against: 0, of: 4) - 1.0 / 70) < 1e-12)
        #expect(test(0, of: 4, against: 4, of: 4) == 1)
    }

    /// Pascal's triangle.
    private func choose(_ all: Int, _ some: Int) -> Double {
        guard 0...all ~= some else { return 0 }
        return (0..<some).reduce(1.0) { $0 * Double(all - $1) / Double($1 + 1) }
    }

    @Test(arguments: [(1, 1), (5, 9), (12, 12), (20, 7)])
    func `it is the sum over all tables that are as extreme`(after: Int, before: Int) {
        for events in 0...(after + before) {
            for count in max(0, events - before)...min(events, after) {
                let tail = (count...min(events, after)).reduce(0.0) {
                    $0 + choose(after, $1) * choose(before, events - $1)
                }
                let exact = tail / choose(after + before, events)
                let found = test(count, of: after, against: events - count, of: before)
                #expect(abs(found - exact) < 1e-10, "\(count) of \(events)")
            }
        }
    }

    @Test(arguments: [0.02, 0.1, 0.3, 0.5, 0.9])
    func `it says "higher" of equal rates at most as often as it may`(rate: Double) {
        let trials = 14
        let chance = (0...trials).map {
            choose(trials, $0) * pow(rate, Double($0)) * pow(1 - rate, Double(trials - $0))
        }
        var alarms = 0.0
        for before in 0...trials {
            for after in 0...trials
            where test(after, of: trials, against: before, of: trials) <= 0.05 {
                alarms += chance[before] * chance[after]
            }
        }
        #expect(alarms <= 0.05)
    }

    @Test func `a million trials are no trouble, and more events are less likely`() {
        let some = (10...60).map { test($0, of: 1_000_000, against: 20, of: 1_000_000) }
        #expect(zip(some, some.dropFirst()).allSatisfy { $0 > $1 })
        #expect(test(20, of: 1_000_000, against: 20, of: 1_000_000) > 0.5)
        #expect(test(60, of: 1_000_000, against: 20, of: 1_000_000) < 1e-5)
        #expect(test(500_000, of: 1_000_000, against: 500_000, of: 1_000_000) > 0.5)
        // Three standard deviations.
        let far = test(502_121, of: 1_000_000, against: 500_000, of: 1_000_000)
        #expect(abs(far - 0.00135) < 0.00002)
    }

    @Test func `without a trial, or without an event, nothing is higher`() {
        #expect(test(0, of: 0, against: 3, of: 5) == 1)
        #expect(test(3, of: 5, against: 0, of: 0) == 1)
        #expect(test(0, of: 5, against: 0, of: 5) == 1)
    }
}

import Recovery
import Testing

@Suite struct DayTests {
    @Test func `no seed breaks an invariant of a day`() async {
        let found = await Simulation.search(most: 20_000) { seed in
            let day = DayWorld(scenario: DayScenario(seed: seed)).run()
            return day.flaws.first.map { "\($0)\nreplay: \(Simulation.replay(seed))" }
        }
        for (seed, what) in found { Issue.record("seed \(seed): \(what)") }
    }

    @Test func `no seed breaks one while programs are exchanged`() async {
        let found = await Simulation.search(most: 20_000) { seed in
            let day = DayWorld(scenario: DayScenario(seed: seed, hasSwaps: true)).run()
            return day.flaws.first.map { "\($0)\nreplay: \(Simulation.replay(seed))" }
        }
        for (seed, what) in found { Issue.record("seed \(seed): \(what)") }
    }

    @Test func `swaps end in every way that the core knows`() {
        let ends = Set(
            (1...300).flatMap { seed in
                DayWorld(scenario: DayScenario(seed: seed, hasSwaps: true)).run().swaps.map(\.end)
            })
        #expect(ends.isSuperset(of: [.settled, .answeredBadly, .lost, .refused]), "\(ends)")
    }

    @Test func `the same seed is the same day`() {
        for seed: UInt64 in 1...10 {
            let first = DayWorld(scenario: DayScenario(seed: seed)).run()
            let second = DayWorld(scenario: DayScenario(seed: seed)).run()
            #expect(first.directed.map(\.order) == second.directed.map(\.order))
            #expect(first.events == second.events)
        }
    }
}

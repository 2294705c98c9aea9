import Testing

@Suite struct DayTests {
    @Test func `no seed breaks an invariant of a day`() async {
        let found = await Simulation.search(most: 20_000) { seed in
            let day = DayWorld(scenario: DayScenario(seed: seed)).run()
            return day.flaws.first.map { "\($0)\nreplay: \(Simulation.replay(seed))" }
        }
        for (seed, what) in found { Issue.record("seed \(seed): \(what)") }
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

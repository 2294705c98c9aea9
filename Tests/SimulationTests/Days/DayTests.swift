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

    @Test func `no seed breaks one while programs are exchanged`() {
        var failing = 0
        var ends: Set<SwapEnd> = []
        for seed in Simulation.seeds where failing < 10 {
            let day = DayWorld(scenario: DayScenario(seed: seed, hasSwaps: true)).run()
            ends.formUnion(day.swaps.map(\.end))
            guard let first = day.flaws.first else { continue }
            failing += 1
            Issue.record("seed \(seed): \(first)\nreplay: \(Simulation.replay(seed))")
        }
        if Simulation.seeds.count > 300 { #expect(ends.count >= 4, "\(ends)") }
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

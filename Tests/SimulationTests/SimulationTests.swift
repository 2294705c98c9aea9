import Testing

@Suite struct SimulationTests {
    @Test func `no seed breaks an invariant`() {
        var failing = 0
        for seed in Simulation.seeds where failing < 10 {
            let failures = Simulation.failures(seed: seed)
            guard let first = failures.first else { continue }
            failing += 1
            Issue.record("seed \(seed): \(first)\nreplay: \(Simulation.replay(seed))")
        }
    }

    /// Of far seeds, so that the first ones need not find them again.
    @Test(arguments: [10_336, 20_360] as [UInt64])
    func `what once broke an invariant does not break it again`(seed: UInt64) {
        #expect(Simulation.failures(seed: seed).map(\.description) == [])
    }

    @Test func `the same seed is the same history`() {
        for seed: UInt64 in 1...20 {
            let first = World(scenario: Scenario(seed: seed), shell: Shell.self).run()
            let second = World(scenario: Scenario(seed: seed), shell: Shell.self).run()
            #expect(first.output == second.output)
            #expect(first.endedAt == second.endedAt)
            #expect(first.tally == second.tally)
            #expect(first.moves == second.moves)
        }
    }
}

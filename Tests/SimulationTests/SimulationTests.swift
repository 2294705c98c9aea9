import Testing

@Suite struct SimulationTests {
    @Test func `no seed breaks an invariant`() async {
        let found = await Simulation.search { seed in
            Simulation.failures(seed: seed).first.map { failure in
                let left = Shrinker.shrink(seed, checker: failure.checker)
                return "\(failure)\nreplay: \(Simulation.replay(seed, without: left))"
            }
        }
        for (seed, what) in found { Issue.record("seed \(seed): \(what)") }
    }

    /// Of far seeds, so that the first ones need not find them again.
    @Test(
        arguments: [
            10_336, 20_360, 34_515, 41_970, 50_443, 63_102, 95_183, 100_082, 107_938, 120_730,
            507_073, 665_250, 1_035_061, 7_004_775,
        ] as [UInt64])
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

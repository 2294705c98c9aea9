import Testing

/// The canaries: were one of these not found, a green run of the simulator would mean little.
@Suite struct PlantedBugTests {
    /// The first seed whose world shows the twin's bug to this checker.
    private func firstSeed(of twin: Shell.Type, foundBy checker: any Checker.Type) -> UInt64? {
        (1...1500).first { seed in
            Simulation.failures(seed: seed, shell: twin).contains { $0.checker == "\(checker)" }
        }
    }

    @Test func `what an old process left in its pipe is not its successor's`() {
        #expect(firstSeed(of: LeftoverShell.self, foundBy: BallotsAreTrue.self) != nil)
    }

    @Test func `a restart that the voter is not told of is found`() {
        #expect(firstSeed(of: SilentSwapShell.self, foundBy: BallotsAreTrue.self) != nil)
    }

    @Test func `a late ballot that counts is found`() {
        #expect(firstSeed(of: SlowClockShell.self, foundBy: AgreementIsReal.self) != nil)
    }

    @Test func `a verdict before the quorum is found`() {
        #expect(firstSeed(of: HastyShell.self, foundBy: AgreementIsReal.self) != nil)
    }

    @Test func `a latch that does not hold is found`() {
        #expect(firstSeed(of: UnlatchedShell.self, foundBy: LatchHolds.self) != nil)
    }

    @Test func `output that is written twice is found`() {
        #expect(firstSeed(of: RepeatingShell.self, foundBy: OutputIsWhole.self) != nil)
    }

    @Test func `a pipe that is read on after its process was given up is found`() {
        #expect(firstSeed(of: ReadingOnShell.self, foundBy: BallotsAreTrue.self) != nil)
    }

    @Test func `answers shifted by one after a restart are found`() {
        #expect(firstSeed(of: ShiftingShell.self, foundBy: BallotsAreTrue.self) != nil)
    }

    @Test func `a deadline that nobody wakes for is found`() {
        #expect(firstSeed(of: OversleepingShell.self, foundBy: RunIsLive.self) != nil)
    }
}

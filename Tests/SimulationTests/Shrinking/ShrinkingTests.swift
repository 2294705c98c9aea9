import Testing

/// What a planted bug breaks is shown with next to nothing around it, by one line.
@Suite struct ShrinkingTests {
    private static let planted: [(twin: Shell.Type, checker: String)] = [
        (LeftoverShell.self, "BallotsAreTrue"), (SilentSwapShell.self, "BallotsAreTrue"),
        (SlowClockShell.self, "AgreementIsReal"), (HastyShell.self, "AgreementIsReal"),
        (UnlatchedShell.self, "LatchHolds"), (RepeatingShell.self, "OutputIsWhole"),
        (ReadingOnShell.self, "BallotsAreTrue"), (ShiftingShell.self, "BallotsAreTrue"),
        (OversleepingShell.self, "RunIsLive"), (LenientShell.self, "NothingRejectedGoesOut"),
        (CarelessShell.self, "DemandsAreHandedInOrder"), (ForgetfulShell.self, "BallotsAreTrue"),
    ]

    @Test(arguments: planted.indices)
    func `a planted bug is shrunk to what shows it`(index: Int) throws {
        let (twin, checker) = Self.planted[index]
        let seed = try #require(
            (1...1500).first { seed in
                Simulation.failures(seed: seed, shell: twin).contains { $0.checker == checker }
            })
        let left = Shrinker.shrink(seed, shell: twin, checker: checker)
        let line = Simulation.replay(seed, without: left)
        #expect(!line.contains("\n"))
        // What the line says is read again, and still shows it, with nothing left to leave out.
        let words = line.split(separator: "'")[1].split(separator: " ").map(String.init)
        let read = words.compactMap { Simplification(text: $0) }
        #expect(read == left && read.count == words.count, "\(line)")
        let scenario = Scenario(seed: seed).without(read)
        func isShown(_ scenario: Scenario) -> Bool {
            Evidence(World(scenario: scenario, shell: twin).run()).failures
                .contains { $0.checker == checker }
        }
        #expect(isShown(scenario), "\(line)")
        #expect(
            !Simplification.candidates(for: scenario).contains {
                isShown(scenario.without([$0]))
            }, "\(line)")
        #expect(scenario.demands.count <= Scenario(seed: seed).demands.count)
    }
}

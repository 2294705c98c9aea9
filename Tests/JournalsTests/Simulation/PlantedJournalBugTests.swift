import Testing

/// The canaries: were one of these not found, a green run of the simulator would mean little.
@Suite struct PlantedJournalBugTests {
    /// The first seed that shows the bug.
    private func firstSeed(of twin: DiskShell.Type) -> UInt64? {
        (1...3000).first { seed in
            var world = JournalWorld(seed: seed, shell: twin)
            return !world.play().isEmpty
        }
    }

    @Test func `a record that is called durable before its sync is found`() {
        #expect(firstSeed(of: HastyShell.self) != nil)
    }

    @Test func `going on after a failed sync is found`() {
        #expect(firstSeed(of: StubbornShell.self) != nil)
    }

    @Test func `trusting what is read from memory is found`() {
        #expect(firstSeed(of: TrustingShell.self) != nil)
    }

    @Test func `a short write that is taken for a whole one is found`() {
        #expect(firstSeed(of: RoundingShell.self) != nil)
    }

    @Test func `a file whose name is not durable is found`() {
        #expect(firstSeed(of: NamelessShell.self) != nil)
    }

    @Test func `a file that takes its place before it is durable is found`() {
        #expect(firstSeed(of: RenamingShell.self) != nil)
    }

    @Test func `a repair that cuts too much is found`() {
        #expect(firstSeed(of: CuttingShell.self) != nil)
    }

    @Test func `removing a segment that is still needed is found`() {
        #expect(firstSeed(of: GreedyShell.self) != nil)
    }

    @Test func `segments that are removed in another order are found`() {
        #expect(firstSeed(of: LooseShell.self) != nil)
    }

    @Test func `a check without run and segment is found`() {
        #expect(firstSeed(of: MistakingShell.self) != nil)
    }

    @Test func `records without a check are found`() {
        #expect(firstSeed(of: CreditingShell.self) != nil)
    }
}

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

    @Test func `late answers that are not judged are found`() {
        #expect(firstSeed(of: ForgetfulShell.self, foundBy: BallotsAreTrue.self) != nil)
        #expect(firstSeed(of: ForgetfulShell.self, foundBy: CorrectIsNeverRejected.self) != nil)
    }

    @Test func `states that are not reset on a restart are found`() {
        #expect(firstSeed(of: UnresetShell.self, foundBy: CorrectIsNeverRejected.self) != nil)
    }

    @Test func `feedback of the wrong demand is found`() {
        #expect(
            firstSeed(of: StaleFeedbackShell.self, foundBy: CorrectIsNeverRejected.self) != nil)
    }

    @Test func `a rejected answer that is cast all the same is found`() {
        #expect(firstSeed(of: LenientShell.self, foundBy: NothingRejectedGoesOut.self) != nil)
        #expect(firstSeed(of: LenientShell.self, foundBy: BallotsAreTrue.self) != nil)
    }

    @Test func `a demand outside of the contract that is handed over is found`() {
        #expect(firstSeed(of: CarelessShell.self, foundBy: DemandsAreHandedInOrder.self) != nil)
        #expect(firstSeed(of: CarelessShell.self, foundBy: TalliesAddUp.self) != nil)
    }

    @Test func `a demand that is handed over where nothing is promised of it is found`() {
        #expect(firstSeed(of: UnaskedShell.self, foundBy: CorrectIsNeverRejected.self) != nil)
    }

    @Test func `replicas that are blamed where nothing is promised are found`() {
        #expect(firstSeed(of: BlamingShell.self, foundBy: CorrectIsNeverRejected.self) != nil)
    }

    @Test func `deadlines that are not as long as they are to be are found`() {
        #expect(firstSeed(of: UnstretchedShell.self, foundBy: BallotsAreTrue.self) != nil)
        #expect(firstSeed(of: UnadaptedShell.self, foundBy: BallotsAreTrue.self) != nil)
        #expect(firstSeed(of: HurriedShell.self, foundBy: SilenceIsReal.self) != nil)
    }

    @Test func `a withdrawal that drops what the replica holds is found`() {
        #expect(firstSeed(of: DroppingShell.self, foundBy: FaultsAreMasked.self) != nil)
        #expect(firstSeed(of: DroppingShell.self, foundBy: WithdrawalsLeaveAQuorum.self) != nil)
    }

    @Test func `a withdrawal that blames the replica is found`() {
        let found = firstSeed(of: BlamingWithdrawalShell.self, foundBy: WithdrawalsAreNoFaults.self)
        #expect(found != nil)
    }

    @Test func `a withdrawal that is not obeyed, or without a reason refused, is found`() {
        #expect(firstSeed(of: KeepingShell.self, foundBy: WithdrawalsAreObeyed.self) != nil)
        #expect(firstSeed(of: RefusingShell.self, foundBy: WithdrawalsAreObeyed.self) != nil)
    }

    @Test func `a run that is degraded for too long, or given up too soon, is found`() {
        #expect(firstSeed(of: UnlimitedShell.self, foundBy: DegradationIsLimited.self) != nil)
        #expect(firstSeed(of: ImpatientShell.self, foundBy: DegradationIsLimited.self) != nil)
        #expect(firstSeed(of: MiscountingShell.self, foundBy: DegradationIsLimited.self) != nil)
    }

    @Test func `a shadow that makes a verdict, or delays one, is found`() {
        #expect(firstSeed(of: CountingShadowsShell.self, foundBy: AgreementIsReal.self) != nil)
        #expect(
            firstSeed(of: CountingShadowsShell.self, foundBy: MaskingCostsNoDeadlines.self) != nil)
    }

    @Test func `stamps that are drawn anew for a process that was started anew are found`() {
        #expect(firstSeed(of: RestampingShell.self, foundBy: StampsAreDrawnOnce.self) != nil)
    }

    @Test func `stamps of another clock are found`() {
        #expect(firstSeed(of: SteppedClockShell.self, foundBy: StampsAreDrawnOnce.self) != nil)
    }

    @Test func `a newcomer that takes a state which was not voted on is found`() {
        #expect(firstSeed(of: UnvotedStateShell.self, foundBy: StatesAreVoted.self) != nil)
        #expect(firstSeed(of: CredulousShell.self, foundBy: StatesAreVoted.self) != nil)
        #expect(firstSeed(of: DeafShell.self, foundBy: RefusalIsReal.self) != nil)
    }

    @Test func `a sleeper that is never let go on is found`() {
        #expect(firstSeed(of: SoundSleepShell.self, foundBy: FaultsAreMasked.self) != nil)
    }

    @Test func `a sleeper that is taken for a dead one is found`() {
        #expect(firstSeed(of: MourningShell.self, foundBy: FaultsAreMasked.self) != nil)
    }

    @Test func `a wrong demand for who was woken is found`() {
        #expect(firstSeed(of: StaleDemandShell.self, foundBy: BallotsAreTrue.self) != nil)
    }

    @Test func `who is put to sleep with a demand is found`() {
        #expect(firstSeed(of: NumbingShell.self, foundBy: SleepersHoldNothing.self) != nil)
    }

    @Test func `sleepers of whom the voter does not know are found`() {
        #expect(firstSeed(of: UnpooledShell.self, foundBy: SleepersHoldNothing.self) != nil)
    }

    @Test func `replicas that are never asked though they are idle are found`() {
        #expect(firstSeed(of: UncheckedShell.self, foundBy: IdleReplicasAreChecked.self) != nil)
    }

    @Test func `a failed self-check without consequence is found`() {
        let found = firstSeed(
            of: CreditingShell.self, foundBy: FailedSelfChecksEndAProcess.self)
        #expect(found != nil)
    }

    @Test func `a right self-check that is held against a replica is found`() {
        #expect(firstSeed(of: AccusingShell.self, foundBy: FaultsAreMasked.self) != nil)
    }

    @Test func `a demand that carries another answer than went out is found`() throws {
        let seed: UInt64 = try #require(
            (1...200).first { (seed: UInt64) in
                let scenario = Scenario(seed: seed)
                return scenario.plan.hasFeedback && scenario.demands.count > 5
            })
        var history = World(scenario: Scenario(seed: seed), shell: Shell.self).run()
        #expect(FeedbackIsWhatWentOut().flaw(in: Evidence(history)) == nil)
        let spoken = history.transcripts.firstIndex { !$0.questions.isEmpty }
        history.transcripts[try #require(spoken)].plantPrevious(Array("m99".utf8))
        #expect(FeedbackIsWhatWentOut().flaw(in: Evidence(history)) != nil)
    }
}

/// Judges a finished run; each invariant is a type of its own.
protocol Checker: Sendable {
    init()
    /// What is wrong, or nil.
    func flaw(in evidence: Evidence) -> String?
}

/// A finished run with what follows from it, worked out once for all checkers.
struct Evidence {
    let history: History
    let released: Released
    /// Per replica and demand, what it truly answered in time.
    let answers: [[Int: History.Statement]]
    /// Per process and question, whether the process's own walk allowed the answer.
    let accepted: [[Bool]]
    /// Per process, the demands that it was not to be handed in its state.
    let refused: [Set<Int>]

    var scenario: Scenario { history.scenario }

    init(_ history: History) {
        self.history = history
        let released = Released(history)
        self.released = released
        let judged = history.transcripts.map { transcript in
            transcript.judged(by: history.scenario) { number in
                let isKnown = number > 0 && number <= released.verdicts.count
                return isKnown ? released.verdicts[number - 1].answer : Scenario.restrictive
            }
        }
        accepted = judged.map(\.accepted)
        refused = judged.map(\.refused)
        answers = history.answersInTime(accepted: accepted)
    }

    static let checkers: [any (Checker & SendableMetatype).Type] = [
        OutputIsWhole.self, AgreementIsReal.self, FaultsAreMasked.self, RestrictionIsJustified.self,
        LatchHolds.self, TalliesAddUp.self, BallotsAreTrue.self, DemandsAreHandedInOrder.self,
        RunIsLive.self, SleepersAreAsked.self, SleepersHoldNothing.self,
        MaskingCostsNoDeadlines.self, BuffersAreBounded.self,
        WithdrawalsAreNoFaults.self, WithdrawalsAreObeyed.self, WithdrawalsLeaveAQuorum.self,
        SilenceIsReal.self,
        NothingRejectedGoesOut.self, CorrectIsNeverRejected.self, FeedbackIsWhatWentOut.self,
        StatesAreVoted.self, CheckpointsAreTaken.self, StampsAreDrawnOnce.self,
        ShadowsAreCompared.self, DegradationIsLimited.self,
        IdleReplicasAreChecked.self, FailedSelfChecksEndAProcess.self,
    ]

    var failures: [Failure] {
        if !history.failures.isEmpty { return history.failures }
        // There is nothing else to look at then.
        let checkers = history.hasRefused ? [RefusalIsReal.self] : Self.checkers
        return checkers.compactMap { checker in
            checker.init().flaw(in: self).map { Failure(checker: "\(checker)", what: $0) }
        }
    }
}

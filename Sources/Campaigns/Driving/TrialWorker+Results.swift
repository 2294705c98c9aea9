import FaultInjection

extension TrialWorker {
    /// One a contest; none where a replica was not tried that should have been.
    func outcomes(of trial: Trial, _ replies: [TracedReply]) -> [EnsembleOutcome] {
        if replies.contains(where: \.isHarnessError) {
            return vote.contests.map { _ in .harnessError }
        }
        guard replies.allSatisfy({ $0.outcome.isTried }) else { return [] }
        let hit = zip(trial.hit, replies).map { ($0, $1.hitReply) }
        let outcomes = vote.outcomes(Dictionary(uniqueKeysWithValues: hit))
        guard setup.campaign.lines[trial.line].isControl else { return outcomes }
        return outcomes.map { $0 == .noEffect ? $0 : .falseAlarm }
    }

    func result(of trial: Trial, _ replies: [TracedReply]) -> TrialResult {
        let line = setup.campaign.lines[trial.line]
        let window = golden.windows[trial.hit[0]][trial.demand]
        let said = zip(trial.hit, replies).map { replica, reply in
            TrialResult.Reply(
                replica: setup.targets[replica].name, outcome: reply.outcome,
                answer: reply.answer, nanoseconds: reply.nanoseconds, proof: reply.proof)
        }
        let outcomes = outcomes(of: trial, replies)
        var result = TrialResult(
            trial: trial, demandNumber: setup.numbers[setup.chosen[trial.demand]],
            place: line.fault.place(trial.point, in: window), golden: window.answer,
            replies: said, outcomes: Array(zip(vote.contests.map(\.size), outcomes)))
        if let own = outcomes.first, own != .noEffect, own != .harnessError {
            let hit = zip(trial.hit, replies).map { ($0, $1.hitReply) }
            result.blamed = vote.blamed(Dictionary(uniqueKeysWithValues: hit))
                .map { setup.targets[$0].name }
        }
        result.moments = line.fault.extent(in: window).moments
        return result
    }
}

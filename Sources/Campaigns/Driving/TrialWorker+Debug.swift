import FaultInjection
import Glibc

extension TrialWorker {
    /// Hands the copy of a trial to whoever looks into it, its fault in place.
    ///
    /// - Throws: where it is not in one process, or cannot be put there.
    func debug(
        _ trial: Trial, _ body: (pid_t) throws -> Void
    ) throws -> (reply: TrialResult.Reply, golden: [UInt8]) {
        func unfit(_ cause: String) -> CampaignError {
            CampaignError(.unfit, "cannot debug trial \(trial.id): \(cause)")
        }
        guard trial.hit.count == 1 else {
            throw unfit(
                trial.hit.isEmpty
                    ? "it strikes what replicas share, while these run"
                    : "it strikes \(trial.hit.count) replicas at once")
        }
        guard !(setup.campaign.lines[trial.line].fault is UseMutant) else {
            throw unfit("it has a mutant, which is a program of its own")
        }
        guard case .moment(let step, let steps, let change) = aim(trial, trial.hit[0]) else {
            throw unfit("it strikes the answer, not the process")
        }
        if case .signal = change { throw unfit("a signal changes nothing in the process") }
        if case .call(.clock) = change {
            throw unfit("its clock is wrong only while nobody else traces it")
        }
        let target = try target(trial.hit[0], before: setup.chosen[trial.demand])
        try target.begin(setup.demands[setup.chosen[trial.demand]])
        try target.walk([step], along: steps) { _ throws(TracingError) in }
        let copy = try target.fork()
        guard let proof = try change.apply(to: copy), proof.isComplete else {
            throw unfit("the change did not hold")
        }
        let golden = golden.windows[trial.hit[0]][trial.demand].answer
        let end = TracedReply(
            try copy.finish(setup.copyBudget, after: body), proof: proof.text, answer: golden)
        let reply = TrialResult.Reply(
            replica: setup.targets[trial.hit[0]].name, outcome: end.outcome, answer: end.answer,
            nanoseconds: end.nanoseconds, proof: end.proof)
        return (reply, golden)
    }
}

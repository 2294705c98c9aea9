/// No demand is restrictive while a sleeper that would have answered it was not asked.
///
/// A sleeper is a process that was stopped when the verdict fell, and not handed the demand; one
/// that began when it had been admitted is never asked, and none that is promised nothing of it.
/// Each is taken to agree with the largest class, as a correct one does with the correct ones.
struct SleepersAreAsked: Checker {
    func flaw(in evidence: Evidence) -> String? {
        let scenario = evidence.scenario
        guard scenario.hasPool, scenario.plan.latch == .none, !scenario.plan.isStateful,
            !scenario.plan.policy.contains("unanimity")
        else { return nil }
        for (number, verdict) in evidence.released.verdicts.enumerated()
        where verdict.isRestrictive && number < scenario.demands.count
            && !scenario.demands[number].isWithheld && !evidence.isShut(number)
        {
            let released = evidence.history.releasedAt(verdict.end)
            let idle = sleepers(at: released, notAsked: number, evidence)
            guard !idle.isEmpty else { continue }
            var support: [[UInt8]: Int] = [:]
            for answers in evidence.answers {
                guard let said = answers[number], said.isAccepted, said.at <= released
                else { continue }
                support[said.answer, default: 0] += 1
            }
            let largest = support.values.max() ?? 0
            let others = support.values.reduce(0, +) - largest
            if largest + idle.count >= scenario.plan.agree,
                others < scenario.plan.agree || scenario.plan.agree == 1
            {
                return "demand \(number + 1) is restrictive with \(largest) equal answers of "
                    + "\(scenario.plan.agree) while replicas \(idle) slept"
            }
        }
        return nil
    }

    /// Replicas whose process was stopped for the whole deadline before an instant.
    private func sleepers(
        at released: UInt64, notAsked number: Int, _ evidence: Evidence
    ) -> [Int] {
        let since = released - min(released, evidence.scenario.deadline)
        let admissions = evidence.history.admissions
        let admitted = number < admissions.count ? admissions[number] : 0
        return (0..<evidence.scenario.plan.replicas).filter { replica in
            let own = evidence.history.transcripts.indices.filter {
                evidence.history.transcripts[$0].replica == replica
            }
            let slept = own.contains { process in
                let stops = evidence.history.transcripts[process].stops
                return stops.contains { $0.lowerBound <= since && released < $0.upperBound }
                    && stops.contains { $0.lowerBound <= admitted }
                    && !evidence.refused[process].contains(number)
            }
            return slept
                && !own.contains { process in
                    evidence.history.transcripts[process].questions.contains { $0.number == number }
                }
        }
    }
}

/// Nobody is put to sleep who was handed a demand and has not answered it.
struct SleepersHoldNothing: Checker {
    func flaw(in evidence: Evidence) -> String? {
        evidence.history.transcripts.first { $0.wasStoppedBusy }.map {
            "replica \($0.replica) was stopped while it held a demand"
        }
    }
}

import Voting

/// When so many replicas had no process for longer than is allowed that one more failure could not
/// be masked, nothing permissive goes out any more; and that never happens sooner, or while fewer
/// replicas are faulty.
struct DegradationIsLimited: Checker {
    func flaw(in evidence: Evidence) -> String? {
        let history = evidence.history
        let plan = evidence.scenario.plan
        guard let limit = plan.degradedNanosecondsMax else {
            return history.shutAt == nil ? nil : "shut without a limit"
        }
        if let flaw = hastyFlaw(evidence, limit) { return flaw }
        let due = exhausted(history, plan.failuresMax).map { $0 + limit } ?? .max
        for (number, verdict) in evidence.released.verdicts.enumerated()
        where !verdict.isRestrictive {
            if evidence.isShut(number) { return "demand \(number + 1) went out after the end" }
            if history.releasedAt(verdict.end) > due {
                return "demand \(number + 1) went out after \(due) ns"
            }
        }
        return nil
    }

    private func hastyFlaw(_ evidence: Evidence, _ limit: UInt64) -> String? {
        guard let shutAt = evidence.history.shutAt else { return nil }
        let scenario = evidence.scenario
        // Correct walks differ, and may be given up for it; so may whoever does not say what a
        // believed liar says. Nor can anybody be helped who is not shown any more what it missed.
        let left = evidence.history.losses.filter { $0.loss == .historyFull }.map(\.replica)
        let faulty = scenario.faulty.union(left).count
        if !scenario.hasMachine && !scenario.mayBelieveLiars && faulty < scenario.plan.failuresMax {
            return "shut with \(faulty) faulty replicas"
        }
        return shutAt < limit ? "shut after \(shutAt) ns" : nil
    }

    /// Since when, for so long, so many replicas had no process that the limit passed.
    private func exhausted(_ history: History, _ allowance: Int) -> UInt64? {
        guard let limit = history.scenario.plan.degradedNanosecondsMax else { return nil }
        var since: UInt64?
        for (at, lost) in history.outages + [(history.endedAt, 0)] {
            if let begun = since, at >= begun + limit { return begun }
            since = lost >= allowance ? since ?? at : nil
        }
        return nil
    }
}

extension Evidence {
    /// Whether the run was over for a demand, from 0: degraded for too long.
    func isShut(_ number: Int) -> Bool {
        history.tally.shutAt > 0 && number + 1 >= Int(history.tally.shutAt)
    }
}

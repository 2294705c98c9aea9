import Voting

/// Nobody has nothing to answer for long without having been asked the self-check: no longer than
/// its interval, and a deadline for each of the others, who are asked one after the other.
struct IdleReplicasAreChecked: Checker {
    func flaw(in evidence: Evidence) -> String? {
        let scenario = evidence.scenario
        guard let check = scenario.plan.selfCheck, scenario.stopsAt == nil else { return nil }
        let patience = max(scenario.longestDeadline, scenario.plan.startupNanoseconds)
        let bound =
            check.everyNanoseconds + UInt64(scenario.plan.seats) * patience + Self.slack
        for transcript in evidence.history.transcripts where !transcript.isVoid {
            let asked =
                transcript.questions.map {
                    ($0.handedAt, $0.answer == nil ? UInt64.max : $0.answeredAt)
                } + transcript.checks.map { ($0.handedAt, $0.answeredAt ?? .max) }
            let inOrder = asked.sorted { $0.0 < $1.0 }
            for (one, next) in zip(inOrder, inOrder.dropFirst())
            where one.1 < next.0 && next.0 - one.1 > bound {
                return "replica \(transcript.replica) was asked nothing from \(one.1) to \(next.0)"
            }
        }
        return nil
    }

    /// The shell is woken a little after what it waits for.
    static let slack: UInt64 = 200_000
}

/// Who answers the self-check wrongly, or not within a deadline, is asked nothing more.
struct FailedSelfChecksEndAProcess: Checker {
    func flaw(in evidence: Evidence) -> String? {
        let scenario = evidence.scenario
        let patience = max(scenario.longestDeadline, scenario.plan.startupNanoseconds)
        for transcript in evidence.history.transcripts {
            guard let failed = transcript.checks.first(where: { !$0.isRight }) else { continue }
            let who = "replica \(transcript.replica)"
            let since = failed.answeredAt ?? failed.handedAt
            if let next = transcript.questions.first(where: { $0.handedAt > since }) {
                return "\(who) was asked demand \(next.number + 1) after a self-check had failed"
            }
            let due = failed.handedAt + patience + IdleReplicasAreChecked.slack
            let isGivenUp = evidence.history.losses.contains { $0.replica == transcript.replica }
            if evidence.history.endedAt > due && !isGivenUp {
                return "\(who) failed its self-check of \(failed.handedAt) and was kept"
            }
        }
        return nil
    }
}

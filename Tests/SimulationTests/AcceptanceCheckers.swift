import Voting

/// A permissive answer went out only when so many replicas had given it in time, each of them
/// allowed to by its own walk.
struct NothingRejectedGoesOut: Checker {
    func flaw(in evidence: Evidence) -> String? {
        guard evidence.scenario.hasMachine else { return nil }
        for (number, verdict) in evidence.released.verdicts.enumerated()
        where !verdict.isRestrictive {
            let supporters = evidence.answers.count { answers in
                answers[number].map { $0.isAccepted && $0.answer == verdict.answer } ?? false
            }
            if supporters < evidence.scenario.plan.agree {
                return "demand \(number + 1) went out with \(supporters) accepted answers"
                    + " of \(evidence.scenario.plan.agree)"
            }
        }
        return nil
    }
}

/// A replica that only crashes, hangs or is slow never says what its walk does not allow, so
/// nothing of it is ever rejected: in time, late, or while it is shown the history. Where nothing
/// is promised of a demand in its state it is not asked; where that is seen too late it is not
/// blamed. Who says that it took a state and did not is not correct.
struct CorrectIsNeverRejected: Checker {
    func flaw(in evidence: Evidence) -> String? {
        let scenario = evidence.scenario
        guard scenario.hasMachine else { return nil }
        for (replica, counts) in evidence.history.tally.replicas.enumerated()
        where scenario.faults[replica].allSatisfy({ $0?.kind.tellsTheTruth ?? true })
            && scenario.stateFaults[replica]?.kind != .numb
        {
            let isCounted = scenario.precondition != .hidden
            if isCounted && (counts.rejected > 0 || counts.lateRejected > 0) {
                return "replica \(replica) is correct and was rejected: \(counts)"
            }
            let losses = evidence.history.losses.filter { $0.replica == replica }.map(\.loss)
            if losses.contains(.rejected) || losses.contains(.replayDiffered) {
                return "replica \(replica) is correct and was given up: \(losses)"
            }
        }
        return nil
    }
}

/// With feedback every demand carried exactly what the consumer got for the one before.
struct FeedbackIsWhatWentOut: Checker {
    func flaw(in evidence: Evidence) -> String? {
        guard evidence.scenario.plan.hasFeedback else { return nil }
        let verdicts = evidence.released.verdicts
        for transcript in evidence.history.transcripts {
            // What was never a demand breaks the order.
            for question in transcript.questions
            where (0...verdicts.count).contains(question.number) {
                let number = question.number
                let before = number == 0 ? Scenario.restrictive : verdicts[number - 1].answer
                if question.previous != before {
                    let told = String(decoding: question.previous, as: UTF8.self)
                    return "demand \(number + 1) carried '\(told)'"
                }
            }
        }
        return nil
    }
}

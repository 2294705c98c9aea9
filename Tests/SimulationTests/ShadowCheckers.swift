import Voting

/// What was counted of a shadow is what its processes said, and nothing of it is lost: it agreed as
/// often as it said what went out. That it changes nothing else is what all other checkers say,
/// who look at the replicas that vote.
struct ShadowsAreCompared: Checker {
    func flaw(in evidence: Evidence) -> String? {
        let plan = evidence.scenario.plan
        guard evidence.history.tally.held == 0, !plan.isStateful, !evidence.scenario.hasMachine
        else { return nil }
        let verdicts = evidence.released.verdicts
        for shadow in plan.replicas..<plan.seats {
            var (same, other): (UInt64, UInt64) = (0, 0)
            for transcript in evidence.history.transcripts where transcript.replica == shadow {
                for question in transcript.questions
                where verdicts.indices.contains(question.number) && !question.isMalformed {
                    guard let answer = question.answer,
                        !isTooLate(question, of: shadow, evidence.history)
                    else { continue }
                    if answer == verdicts[question.number].answer { same += 1 } else { other += 1 }
                }
            }
            let counted = evidence.history.tally.replicas[shadow]
            let late = counted.late - counted.lateDissented
            if counted.agreed + late != same || counted.dissented > other {
                return "shadow \(shadow) said what went out \(same) times and something else"
                    + " \(other) times, counted are \(counted)"
            }
        }
        return nil
    }

    /// It came at the very instant at which the shadow was given up for not saying it.
    private func isTooLate(
        _ question: Transcript.Question, of shadow: Int, _ history: History
    ) -> Bool {
        question.missedAt != nil
            && history.losses.contains {
                $0.replica == shadow && $0.loss == .silent
                    && Int($0.demand) == question.number + 1
            }
    }
}

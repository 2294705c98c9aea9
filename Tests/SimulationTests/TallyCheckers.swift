import Voting

/// The counters agree with each other and with what went out.
struct TalliesAddUp: Checker {
    func flaw(in evidence: Evidence) -> String? {
        let tally = evidence.history.tally
        if let odd = evidence.history.tallyWasOdd { return odd }
        if tally.agreed + tally.restrictive != tally.demands { return "\(tally)" }
        let outside = evidence.scenario.demands.prefix(Int(tally.demands)).count { $0.isOutside }
        // On some more the replicas' states may have decided.
        let isMore = evidence.scenario.precondition == .asked && outside < tally.outside
        if outside != tally.outside && !isMore {
            return "\(outside) demands were outside: \(tally)"
        }
        for (replica, ballots) in tally.replicas.enumerated() {
            if ballots.ballots != tally.demands - tally.outside {
                return "replica \(replica) has \(ballots.ballots) of \(tally.demands) ballots, "
                    + "\(tally.outside) are outside: \(ballots)"
            }
            if ballots.restarts > max(0, evidence.history.starts[replica] - 1) {
                return "replica \(replica) was restarted \(ballots.restarts) times"
            }
        }
        let restrictive = evidence.released.verdicts.count { $0.isRestrictive }
        if evidence.scenario.plan.output == .records, restrictive != tally.restrictive {
            return "\(restrictive) restrictive records, \(tally.restrictive) counted"
        }
        return nil
    }
}

/// What was counted of a replica is what its own processes said, each to the demand it was
/// asked: nothing of an earlier process, nothing late as if it were in time.
struct BallotsAreTrue: Checker {
    func flaw(in evidence: Evidence) -> String? {
        // Ballots are counted against what was decided, which a latch may hold back.
        guard evidence.history.tally.held == 0 else { return nil }
        let replicas = evidence.history.tally.replicas.prefix(evidence.scenario.plan.replicas)
        for (replica, counted) in replicas.enumerated() {
            var agreed: UInt64 = 0
            var dissented: UInt64 = 0
            var rejected: UInt64 = 0
            for (number, said) in evidence.answers[replica]
            where evidence.released.verdicts.indices.contains(number) {
                if !said.isAccepted {
                    rejected += 1
                } else if said.answer == evidence.released.verdicts[number].answer {
                    agreed += 1
                } else {
                    dissented += 1
                }
            }
            // With state some of what it said were replays, which are not counted.
            let isTrue =
                evidence.scenario.plan.isStateful
                ? counted.agreed <= agreed && counted.dissented <= dissented
                    && counted.rejected <= rejected
                : counted.agreed == agreed && counted.dissented == dissented
                    && counted.rejected == rejected
            if !isTrue {
                return "replica \(replica) truly agreed \(agreed), dissented \(dissented) times"
                    + " and was to be rejected \(rejected) times, counted are \(counted)"
            }
            if let flaw = lateFlaw(of: replica, counted, evidence) { return flaw }
        }
        return maskedFlaw(evidence)
    }

    private func lateFlaw(
        of replica: Int, _ counted: Tally.Replica, _ evidence: Evidence
    ) -> String? {
        guard !evidence.scenario.plan.isStateful else { return nil }
        var late: UInt64 = 0
        var lateDissented: UInt64 = 0
        var lateRejected: UInt64 = 0
        for (process, transcript) in evidence.history.transcripts.enumerated()
        where transcript.replica == replica {
            for (place, question) in transcript.questions.enumerated() {
                guard let answer = question.answer, !question.isInTime,
                    evidence.released.verdicts.indices.contains(question.number)
                else { continue }
                late += 1
                let verdict = evidence.released.verdicts[question.number]
                let isRejected = !evidence.accepted[process][place]
                lateRejected += isRejected ? 1 : 0
                if answer != verdict.answer || question.isMalformed || isRejected {
                    lateDissented += 1
                }
            }
        }
        if late != counted.late || lateDissented != counted.lateDissented
            || lateRejected != counted.lateRejected
        {
            return "replica \(replica) was truly late \(late) times, \(lateDissented) of them"
                + " with another answer, \(lateRejected) with a wrong one, counted are \(counted)"
        }
        return nil
    }

    private func maskedFlaw(_ evidence: Evidence) -> String? {
        let scenario = evidence.scenario
        // Who of a pool was not asked does not count, and who was meant to be asked is not known.
        guard !scenario.plan.isStateful, !scenario.hasPool, scenario.plan.output == .records
        else { return nil }
        var masked: UInt64 = 0
        for (number, verdict) in evidence.released.verdicts.enumerated()
        where !verdict.isRestrictive {
            let supporters = evidence.answers.count { answers in
                answers[number].map { $0.isAccepted && $0.answer == verdict.answer } ?? false
            }
            if supporters < scenario.plan.replicas { masked += 1 }
        }
        if masked == evidence.history.tally.masked { return nil }
        return "\(masked) demands were masked, \(evidence.history.tally.masked) counted"
    }
}

/// Every process is shown each demand at most once, in order, and nothing that is no demand.
struct DemandsAreHandedInOrder: Checker {
    func flaw(in evidence: Evidence) -> String? {
        for (process, transcript) in evidence.history.transcripts.enumerated() {
            var last = -1
            var isRestored = false
            for question in transcript.exchanges {
                if let text = question.ownText {
                    isRestored = isRestored || text.starts(with: ReservedText.restore)
                    continue
                }
                // Of the state that it took another checker tells.
                if isRestored && question.number > last {
                    (last, isRestored) = (question.number - 1, false)
                }
                if question.number <= last || question.number >= evidence.scenario.demands.count {
                    return "replica \(transcript.replica) was handed demand \(question.number + 1)"
                        + " after \(last + 1)"
                }
                if evidence.scenario.demands[question.number].isWithheld {
                    return "replica \(transcript.replica) was handed demand "
                        + "\(question.number + 1), which is none for it"
                }
                let expected = (last + 1..<question.number).filter {
                    !evidence.scenario.demands[$0].isWithheld
                        && !evidence.refused[process].contains($0)
                }
                if evidence.scenario.plan.isStateful, !expected.isEmpty,
                    evidence.scenario.plan.demandBytesMax <= 1000
                {
                    return "replica \(transcript.replica) has state and was not shown demand"
                        + " \(expected[0] + 1)"
                }
                last = question.number
            }
        }
        return nil
    }
}

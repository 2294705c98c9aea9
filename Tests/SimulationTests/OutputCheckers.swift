import Voting

/// Exactly one whole line a demand, in order, and nothing after.
struct OutputIsWhole: Checker {
    func flaw(in evidence: Evidence) -> String? {
        let scenario = evidence.scenario
        let expected = Int(evidence.history.tally.demands)
        if let flaw = evidence.released.flaw { return flaw }
        if evidence.released.verdicts.count != expected {
            return "\(evidence.released.verdicts.count) lines for \(expected) demands"
        }
        guard scenario.stopsAt == nil else { return nil }
        if expected != scenario.demands.count {
            return "\(expected) of \(scenario.demands.count) demands were admitted"
        }
        if scenario.plan.output == .records && !evidence.released.hasEnd {
            return "the stream does not say that it ended"
        }
        return nil
    }
}

/// An agreed answer went out only when so many replicas had truly given it, to that very demand
/// and in time.
struct AgreementIsReal: Checker {
    func flaw(in evidence: Evidence) -> String? {
        for (number, verdict) in evidence.released.verdicts.enumerated()
        where !verdict.isRestrictive {
            let released = evidence.history.releasedAt(verdict.end)
            let supporters = evidence.answers.count { answers in
                guard let said = answers[number] else { return false }
                return said.answer == verdict.answer && said.at <= released
            }
            if supporters < evidence.scenario.plan.agree {
                return "demand \(number + 1) agreed with \(supporters) supporters"
                    + " of \(evidence.scenario.plan.agree)"
            }
        }
        return nil
    }
}

/// While enough replicas are always correct and timely, every answer is right.
struct FaultsAreMasked: Checker {
    func flaw(in evidence: Evidence) -> String? {
        let scenario = evidence.scenario
        guard scenario.isWithinHypothesis, scenario.plan.latch == .none, !scenario.hasMachine,
            evidence.history.shutAt == nil
        else { return nil }
        for (number, verdict) in evidence.released.verdicts.enumerated()
        where number < scenario.demands.count {
            let demand = scenario.demands[number]
            if verdict.answer != demand.right || verdict.isRestrictive != demand.isOversized {
                let said = String(decoding: verdict.answer, as: UTF8.self)
                let right = String(decoding: demand.right, as: UTF8.self)
                return "demand \(number + 1) got '\(said)', not '\(right)'"
            }
        }
        return nil
    }
}

/// The restrictive answer went out only where so many equal answers in time were not to be had.
struct RestrictionIsJustified: Checker {
    func flaw(in evidence: Evidence) -> String? {
        guard evidence.scenario.plan.latch == .none else { return nil }
        for (number, verdict) in evidence.released.verdicts.enumerated()
        where verdict.isRestrictive && !evidence.isShut(number) {
            var support: [[UInt8]: Int] = [:]
            for (replica, answers) in evidence.answers.enumerated() {
                guard let said = answers[number], said.isAccepted,
                    counts(said, of: replica, evidence)
                else {
                    continue
                }
                support[said.answer, default: 0] += 1
            }
            let largest = support.values.max() ?? 0
            if largest >= evidence.scenario.plan.agree {
                return "demand \(number + 1) is restrictive in spite of \(largest) equal answers"
            }
        }
        return nil
    }

    /// With state an answer may be a replay, which does not count; only of a first process that
    /// was never late, nor stayed where it was to leave, is it known not to be one.
    private func counts(_ said: History.Statement, of replica: Int, _ evidence: Evidence) -> Bool {
        guard evidence.scenario.plan.isStateful else { return true }
        guard said.incarnation == 0, !evidence.scenario.hasPool else { return false }
        let stayed = evidence.history.withdrawals.contains {
            $0.replica == replica && $0.loss == nil
        }
        if stayed { return false }
        return evidence.history.transcripts.allSatisfy {
            $0.replica != replica || $0.incarnation > 0 || !$0.wasLate
        }
    }
}

/// After a restrictive verdict so many more follow, agreed on or not, as the latch demands.
struct LatchHolds: Checker {
    func flaw(in evidence: Evidence) -> String? {
        let rule = evidence.scenario.plan.latch
        guard rule != .none else {
            return evidence.history.tally.held == 0 || evidence.history.shutAt != nil
                ? nil : "\(evidence.history.tally.held) demands were held without a latch"
        }
        var inARow = 0
        for (number, verdict) in evidence.released.verdicts.enumerated() {
            if verdict.isRestrictive {
                inARow += 1
            } else if inARow > 0 {
                guard case .agreed(let demands) = rule, inARow > demands else {
                    return "demand \(number + 1) went out after \(inARow) restrictive verdicts, "
                        + "the latch is \(rule)"
                }
                inARow = 0
            }
        }
        return nil
    }
}

import Voting

/// The threshold, the rule around it, and the faults it is to mask.
extension EnsembleReader {
    mutating func readVote(_ value: YamlValue?) {
        guard let value else { return }
        let keys = table(value, named: "vote", keys: EnsembleKey.vote)
        if let agree = keys["agree"], case .scalar("majority") = agree.content {
            draft.vote.agree = nil
        } else {
            draft.vote.agree = number(keys["agree"], "agree", or: " or 'majority'")
        }
        draft.vote.restrictive =
            placedText(keys["restrictive"], "restrictive") ?? draft.vote.restrictive
        draft.vote.policy = placedText(keys["policy"], "policy")
        draft.vote.relation = relation(keys["relation"])
        draft.vote.tie = choice(
            keys["tie"], "tie", TieRule.allCases.map(\.rawValue), read: TieRule.init)
        draft.vote.latch = scalar(keys["latch"], "latch", VoteText.latchWords, read: LatchRule.init)
        draft.vote.dissentLimit = scalar(
            keys["dissentLimit"], "dissentLimit", VoteText.dissentLimitWords,
            read: VoteText.dissentLimit)
    }

    mutating func readFaults(_ value: YamlValue?) {
        guard let value else { return }
        let keys = table(value, named: "faults", keys: EnsembleKey.faults)
        guard case .mapping = value.content else { return }
        let counts = EnsembleKey.faults.map { key -> Int? in
            guard let count = number(keys[key], key) else { return keys[key] == nil ? 0 : nil }
            if count.value <= FaultHypothesis.countMax { return Int(count.value) }
            problems.append(
                Problem(
                    count.place,
                    "\(key): \(count.value) is out of range (0 to \(FaultHypothesis.countMax))"))
            return nil
        }
        guard let crash = counts[0], let symmetric = counts[1], let asymmetric = counts[2] else {
            return
        }
        draft.vote.faults = Placed(
            FaultHypothesis(crash: crash, symmetric: symmetric, asymmetric: asymmetric),
            value.place)
    }
}

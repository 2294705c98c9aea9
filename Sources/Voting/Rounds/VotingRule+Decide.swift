/// From ballots to one decision.
extension VotingRule {
    /// As early as no open ballot can change it.
    package func decide(_ box: borrowing BallotBox) -> Decision {
        if let agreement {
            return box.rounds.withUnsafeBufferPointer { agreement.decide($0[0]) }
        }
        if questions.count == 1 { return questions[0].policy.decide(box.rounds[0]) }
        var mattering = ReplicaSet()
        var common = ReplicaSet(first: replicas)
        for (index, question) in questions.enumerated() {
            switch question.policy.decide(box.rounds[index]) {
            case .restrictive(let cause): return .restrictive(cause)
            case .undecided(let open): mattering = mattering.union(open)
            case .agreed(let election):
                common = common.intersection(
                    question.policy.supporters(of: election, in: box.rounds[index]))
            }
        }
        if !mattering.isEmpty { return .undecided(mattering) }
        if common.count + box.open.count < agree { return .restrictive(.noCommonSupporter) }
        guard common.count >= agree, let winner = common.first else {
            return .undecided(box.open)
        }
        // Under a tolerance a lower-numbered replica would go out in the place of this one.
        let lower = box.open.intersection(ReplicaSet(first: winner))
        if !lower.isEmpty, questions.contains(where: { !$0.isTransitive }) {
            return .undecided(lower)
        }
        return .agreed(Election(.answer(of: winner), supporters: common))
    }

    /// Of the ballots that count, those that carry what was agreed on; also those that closed
    /// after the decision.
    package func supporters(of election: Election, in box: borrowing BallotBox) -> ReplicaSet {
        if agreement != nil, case .answer(let replica) = election.value {
            return box.rounds[0].same[replica]
        }
        if questions.count == 1 {
            return questions[0].policy.supporters(of: election, in: box.rounds[0])
        }
        guard case .answer(let winner) = election.value else { return election.supporters }
        var common = ReplicaSet(first: replicas)
        for (index, question) in questions.enumerated() {
            guard case .agreed(let own) = question.policy.decide(box.rounds[index]) else {
                return ReplicaSet(winner)
            }
            common = common.intersection(
                question.policy.supporters(of: own, in: box.rounds[index]))
        }
        return common
    }

    /// All ballots are closed: what the policies remember of them. Demands settle in order.
    package mutating func settle(_ box: borrowing BallotBox) {
        for index in questions.indices where questions[index].policy.needs.contains(.memory) {
            let decision = questions[index].policy.decide(box.rounds[index])
            questions[index].policy.settle(box.rounds[index], decision)
        }
    }
}

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
        return combine(common, box)
    }

    /// All questions are agreed on: an answer that carries all of it goes out.
    ///
    /// Under a tolerance, and where a policy orders answers, a supporter's own answer may be
    /// another than the elected one: `agree` replicas must carry what goes out, not only what was
    /// elected.
    private func combine(_ common: ReplicaSet, _ box: borrowing BallotBox) -> Decision {
        if common.count + box.open.count < agree { return .restrictive(.noCommonSupporter) }
        let isExact = questions.allSatisfy(\.isTransitive)
        // Which sets are the largest, any further answer can change.
        let isMovable = questions.contains { !$0.isTransitive && $0.needsDistances }
        guard common.count >= agree, !isMovable || box.open.isEmpty,
            let winner = common.first(where: { isCarried($0, box) })
        else {
            return box.open.isEmpty
                ? .restrictive(.noCommonSupporter) : .undecided(box.open)
        }
        let supporters = carriers(of: winner, in: box)
        let elected = Decision.agreed(Election(.answer(of: winner), supporters: supporters))
        if isExact || box.open.isEmpty { return elected }
        // Under a tolerance a lower-numbered replica would go out in the place of this one.
        let lower = ReplicaSet(first: winner)
        if !common.intersection(lower).isEmpty { return .undecided(box.open) }
        let waiting = box.open.intersection(lower)
        return waiting.isEmpty ? elected : .undecided(waiting)
    }

    /// Whether enough replicas carry this replica's own answer, in each question and in all.
    private func isCarried(_ replica: Int, _ box: borrowing BallotBox) -> Bool {
        for (index, question) in questions.enumerated() {
            guard case .atLeast(let least) = question.policy.release else { continue }
            if carriers(of: replica, in: box, index).count < least { return false }
        }
        return carriers(of: replica, in: box).count >= agree
    }

    private func carriers(of replica: Int, in box: borrowing BallotBox) -> ReplicaSet {
        var all = ReplicaSet(first: replicas)
        for index in questions.indices {
            all = all.intersection(carriers(of: replica, in: box, index))
        }
        return all
    }

    private func carriers(
        of replica: Int, in box: borrowing BallotBox, _ question: Int
    ) -> ReplicaSet {
        let own = Election(.answer(of: replica), supporters: ReplicaSet(replica))
        return questions[question].policy.supporters(of: own, in: box.rounds[question])
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
        return carriers(of: winner, in: box)
    }

    /// All ballots are closed: what the policies remember of them. Demands settle in order.
    package mutating func settle(_ box: borrowing BallotBox) {
        for index in questions.indices where questions[index].policy.needs.contains(.memory) {
            let decision = questions[index].policy.decide(box.rounds[index])
            questions[index].policy.settle(box.rounds[index], decision)
        }
    }
}

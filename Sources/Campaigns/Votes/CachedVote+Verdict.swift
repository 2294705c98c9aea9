import Voting

extension CachedVote {
    /// What the voter of the ensemble is to say when these are hit.
    package mutating func verdict(_ replies: [Int: HitReply]) -> CachedVerdict {
        let counted = counted(replies, isChecked: true)
        var released = restrictive
        var supporters = ReplicaSet()
        if case .agreed(let election) = decide(0, counted),
            case .answer(let winner) = election.value, let answer = counted[winner]
        {
            released = answer
            supporters = contests[0].rule.supporters(of: election, in: boxes[0])
        }
        let answered = boxes[0].answered
        let ballots = counted.indices.map { replica -> CachedVerdict.Ballot in
            if answered.contains(replica) {
                return .answered(isSupporter: supporters.contains(replica))
            }
            switch replies[replica] {
            case .silent: return .silent
            case .broken: return .broken
            case .answer, nil: return .refused
            }
        }
        return CachedVerdict(released: released, ballots: ballots)
    }

    /// Whom the voter of the ensemble would point at: who is not with what goes out, or has no
    /// answer that counts. Where nothing is agreed on no answer is worse than another.
    package mutating func blamed(_ replies: [Int: HitReply]) -> [Int] {
        let ballots = verdict(replies).ballots
        let hasWinner = ballots.contains { $0 == .answered(isSupporter: true) }
        return ballots.indices.filter { replica in
            guard case .answered(let isSupporter) = ballots[replica] else { return true }
            return hasWinner && !isSupporter
        }
    }
}

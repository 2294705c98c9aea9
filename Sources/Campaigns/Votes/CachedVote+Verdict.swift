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
}

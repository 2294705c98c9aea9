import Voting

/// What the rule makes of lines that all replicas said alike.
enum Unison: Equatable {
    /// They go out, whatever they are.
    case released
    /// They go out when they can be read, whatever else they are.
    case releasedWhenRead
    /// That depends on what they are, or on what was before.
    case asked
    /// Equal lines are not looked for.
    case unused

    /// Asks each policy, once, about a round in which all gave one answer.
    init(_ rule: borrowing VotingRule) {
        self = rule.comparesBytes ? .released : .releasedWhenRead
        for question in rule.questions {
            var round = Round(
                replicas: rule.replicas,
                hasDistances: question.policy.needs.contains(.distances))
            round.isTransitive = question.isTransitive
            for replica in 0..<rule.replicas {
                round.answer(replica, alike: round.answered)
                guard question.policy.needs.contains(.distances) else { continue }
                for other in 0..<replica { round.setDistance(replica, other, 0) }
            }
            // With these alone a policy knows nothing of the answer but who gave the same.
            guard question.policy.needs.isSubset(of: [.classes, .distances]),
                case .agreed(let election) = question.policy.decide(round),
                case .answer = election.value,
                question.policy.supporters(of: election, in: round) == round.configured
            else {
                self = .asked
                return
            }
        }
    }
}

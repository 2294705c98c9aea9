/// The answer in the middle, for answers of which only distances are known.
///
/// P. R. Lorczak, A. K. Caglayan and D. E. Eckhardt, "A theoretical investigation of generalized
/// voters for redundant systems", FTCS-19, 1989: strike the two answers that lie furthest apart,
/// again and again, until one or two are left; in any metric. Deviations: of pairs equally far
/// apart the lowest-numbered is struck, of two left the lower-numbered goes out, where the paper
/// leaves both open. So with ties the outcome depends on the replicas' order.
///
/// Two outcomes at distance 0 are the same. Decided early only when more than half of all that
/// can still come are at distance 0 from each other: each strike takes one of them at most. With
/// knowledge of the metric a few rounds could be decided earlier; never later.
///
/// Complexity: cubic in the answers.
package struct TakeGeneralizedMedian: ConfiguredPolicy {
    package static let name = "generalizedMedian"
    /// Answers that must be there: 1...replicas.
    package let least: Int

    package init(least: Int) {
        self.least = least
    }

    package init(reading items: inout PolicyItems) throws(PolicyTextError) {
        least = try items.integer("least", 1, items.replicas, else: items.replicas / 2 + 1)
    }

    package var text: String { "\(Self.name),least=\(least)" }
    package var summary: String {
        "the answer that is left when the furthest two are struck, again and again,"
            + " when \(least) answered"
    }
    package var needs: RoundNeeds { .distances }
    package var release: ReleaseGuarantee {
        .none("the answer of one replica goes out, whether or not another gave the same")
    }

    package func decide(_ round: borrowing Round) -> Decision {
        guard round.reachable >= least else {
            return .restrictive(.tooFewAnswers(count: round.reachable, needed: least))
        }
        if round.open.isEmpty {
            return .agreed(round.election(of: round.generalizedMedian(of: round.answered)))
        }
        guard round.answered.count >= least else { return .undecided(round.open) }
        for replica in round.answered
        where 2 * round.together(with: replica).count > round.reachable {
            return .agreed(round.election(of: replica))
        }
        return .undecided(round.open)
    }
}

extension Round {
    /// Those at distance 0 from a replica's answer.
    func together(with replica: Int) -> ReplicaSet {
        var members = ReplicaSet()
        for other in answered where distance(replica, other) == 0 { members.insert(other) }
        return members
    }

    /// The one that is left of these, of which there is at least one.
    func generalizedMedian(of members: ReplicaSet) -> Int {
        var left = members
        while left.count > 2 {
            var furthest = -1.0
            var struck = ReplicaSet()
            for one in left {
                for other in left.subtracting(ReplicaSet(first: one + 1))
                where distance(one, other) > furthest {
                    furthest = distance(one, other)
                    struck = ReplicaSet(one).union(ReplicaSet(other))
                }
            }
            left = left.subtracting(struck)
        }
        return left.first ?? 0
    }
}

/// The rule that most policies are made of: enough ballots say the same.
///
/// Nothing is allocated; the cost is linear in the answers.
extension Round {
    /// What goes out when `needed` ballots carry it.
    ///
    /// Policies whose number depends on how many answer in the end ask with the number for
    /// `reachable`. That is enough: where one more answer raises the number by at most one, an
    /// answer is safe when it is safe though all open ballots dissent, and lost when it is lost
    /// though all join it.
    package func agreement(of needed: Int, tie: TieRule) -> Decision {
        isTransitive ? classes(of: needed, tie: tie) : stars(of: needed, tie: tie)
    }

    /// The largest difference between the numbers of these, 0 when they have none.
    package func diameter(of members: ReplicaSet) -> Double {
        var low = Double.infinity
        var high = -Double.infinity
        for replica in members where !numbers[replica].isNaN {
            low = min(low, numbers[replica])
            high = max(high, numbers[replica])
        }
        return low < high ? high - low : 0
    }

    /// The election of this replica's answer by all that gave the same.
    func election(of replica: Int) -> Election {
        let supporters = same[replica]
        return Election(
            .answer(of: replica), supporters: supporters,
            diameter: isTransitive ? 0 : diameter(of: supporters))
    }
}

/// How the classes of equal answers stand.
struct Standing {
    /// The lowest-numbered replica of the largest class, of several that of the lowest-numbered.
    var leader: Int?
    var largest = 0
    /// Of the next largest; 0 when there is none.
    var second = 0

    init(_ round: borrowing Round) {
        var rest = round.answered
        while let first = rest.first {
            let members = round.same[first]
            rest = rest.subtracting(members)
            if members.count > largest {
                second = largest
                largest = members.count
                leader = first
            } else {
                second = max(second, members.count)
            }
        }
    }
}

extension Round {
    private func classes(of needed: Int, tie: TieRule) -> Decision {
        let standing = Standing(self)
        guard let leader = standing.leader, standing.largest >= needed else {
            return open.isEmpty || standing.largest + open.count < needed
                ? .restrictive(.noQuorum(largest: standing.largest, needed: needed))
                : .undecided(open)
        }
        if standing.second + open.count < needed { return .agreed(election(of: leader)) }
        switch tie {
        case .restrictive:
            return standing.second >= needed ? .restrictive(.tie) : .undecided(open)
        case .lowest:
            return canBeOvertaken(leader, standing)
                ? .undecided(open) : .agreed(election(of: leader))
        }
    }

    /// Whether another class, with all open ballots, would have more members than the leader's,
    /// or as many and a lower number.
    private func canBeOvertaken(_ leader: Int, _ standing: Standing) -> Bool {
        guard let lowestOpen = open.first else { return false }
        let most = standing.second + open.count
        if most != standing.largest { return most > standing.largest }
        if lowestOpen < leader { return true }
        for replica in answered where replica < leader {
            if same[replica].count == standing.second { return true }
        }
        return false
    }

    /// Every answer counts those within the tolerance of it.
    ///
    /// What an open ballot brings may lie within the tolerance of any of those given, however far
    /// they are from each other: a policy knows no distances here. So it may wait for a ballot
    /// that a geometry would rule out, and never the other way round.
    private func stars(of needed: Int, tie: TieRule) -> Decision {
        var elected: Int?
        var largest = 0
        var canBeUndercut = false
        for replica in answered {
            let count = same[replica].count
            largest = max(largest, count)
            guard elected == nil else { continue }
            if count >= needed {
                elected = replica
            } else if count + open.count >= needed {
                canBeUndercut = true
            }
        }
        if tie == .restrictive && 2 * needed <= replicas && isTied(needed: needed) {
            return .restrictive(.tie)
        }
        if open.isEmpty {
            return elected.map { .agreed(election(of: $0)) }
                ?? .restrictive(.noQuorum(largest: largest, needed: needed))
        }
        guard let elected else {
            return reachable < needed
                ? .restrictive(.noQuorum(largest: reachable, needed: needed))
                : .undecided(open)
        }
        if tie == .restrictive && 2 * needed <= replicas { return .undecided(open) }
        let lower = open.intersection(ReplicaSet(first: elected))
        if needed == 1 {
            return lower.isEmpty ? .agreed(election(of: elected)) : .undecided(lower)
        }
        return canBeUndercut || !lower.isEmpty
            ? .undecided(open) : .agreed(election(of: elected))
    }

    private func isTied(needed: Int) -> Bool {
        for one in answered where same[one].count >= needed {
            for other in answered.subtracting(same[one]) where same[other].count >= needed {
                return true
            }
        }
        return false
    }
}

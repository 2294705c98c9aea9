/// More than half of the configured replicas lie within the tolerance of each other; the
/// generalized median of them goes out.
///
/// P. R. Lorczak, A. K. Caglayan and D. E. Eckhardt, "A theoretical investigation of generalized
/// voters for redundant systems", FTCS-19, 1989. Deviations: the sets are maximal ones in which
/// all pairs are the same, where the paper builds its classes greedily, so that they depend on
/// the order; of several majorities the largest counts, then that with the lowest-numbered
/// replicas; the paper takes any member of it, here it is the generalized median, without
/// distances the lower median of the numbers, without numbers the lowest-numbered replica's.
///
/// One more answer can move the median, so a tolerance is decided early only when a majority is
/// at distance 0, or none can come. Restrictive when the sets are not found in
/// `MutualSets.stepsMax` steps.
package struct ElectFormalizedMajority: ConfiguredPolicy {
    package static let name = "formalizedMajority"
    private let needed: Int

    package init(replicas: Int) {
        needed = replicas / 2 + 1
    }

    package init(reading items: inout PolicyItems) throws(PolicyTextError) {
        self.init(replicas: items.replicas)
    }

    package var text: String { Self.name }
    package var summary: String {
        "the answer in the middle of \(needed) or more within the tolerance of each other"
    }
    package var needs: RoundNeeds { .distances }
    /// All of the set are the same as the one that goes out.
    package var release: ReleaseGuarantee { .atLeast(needed) }

    package func decide(_ round: borrowing Round) -> Decision {
        if round.isTransitive { return round.agreement(of: needed, tie: .restrictive) }
        if round.reachable < needed {
            return .restrictive(.noQuorum(largest: round.reachable, needed: needed))
        }
        let sets = MutualSets(round)
        guard sets.isComplete else { return .restrictive(.tooManySteps) }
        let members = sets.largest
        if members.count + round.open.count < needed {
            return .restrictive(.noQuorum(largest: members.count, needed: needed))
        }
        if !round.open.isEmpty {
            guard let sure = unmovable(members, in: round) else { return .undecided(round.open) }
            return .agreed(election(of: sure, among: members, in: round))
        }
        let middle = round.middle(of: members)
        return .agreed(election(of: middle, among: members, in: round))
    }

    package func supporters(
        of election: Election, in round: borrowing Round
    ) -> ReplicaSet {
        guard case .answer(let replica) = election.value else { return election.supporters }
        if round.isTransitive { return round.same[replica] }
        let sets = MutualSets(round, with: replica)
        return sets.isComplete ? sets.largest : election.supporters
    }

    private func election(
        of replica: Int, among members: ReplicaSet, in round: borrowing Round
    ) -> Election {
        Election(
            .answer(of: replica), supporters: members, diameter: round.spread(of: members))
    }

    /// A member at whose very place a majority is: whatever comes, the median stays there.
    private func unmovable(_ members: ReplicaSet, in round: borrowing Round) -> Int? {
        for replica in members {
            var count = 0
            for other in members where round.isTogether(replica, other) { count += 1 }
            if count >= needed { return replica }
        }
        return nil
    }
}

extension Round {
    /// Whether two are at one place, as far as distances or numbers tell.
    fileprivate func isTogether(_ one: Int, _ other: Int) -> Bool {
        distances.isEmpty ? numbers[one] == numbers[other] : distance(one, other) == 0
    }

    /// The generalized median, or the lower median, or the first of at least one member.
    fileprivate func middle(of members: ReplicaSet) -> Int {
        if !distances.isEmpty { return generalizedMedian(of: members) }
        let numbered = members.intersection(replicas(from: -.infinity, through: .infinity))
        for replica in numbered {
            var below = 0
            var equal = 0
            for other in numbered {
                if numbers[other] < numbers[replica] { below += 1 }
                if numbers[other] == numbers[replica] { equal += 1 }
            }
            let position = (numbered.count - 1) / 2
            if below <= position && position < below + equal { return replica }
        }
        return members.first ?? 0
    }

    /// The largest distance between two of these, or difference when there are no distances.
    fileprivate func spread(of members: ReplicaSet) -> Double {
        if distances.isEmpty { return diameter(of: members) }
        var spread = 0.0
        for one in members {
            for other in members { spread = max(spread, distance(one, other)) }
        }
        return spread
    }
}

/// Replicas 0 and 1 check each other, 2 and 3, and so on: the first pair that agrees is believed.
///
/// N self-checking programming with comparison: J.-C. Laprie, J. Arlat, C. Béounes and K. Kanoun,
/// "Definition and analysis of hardware- and software-fault-tolerant architectures", IEEE
/// Computer 23(7), 1990. Deviation: the pairs' order is fixed, a pair that failed acts again on
/// the next demand.
package struct TrustSelfCheckingPairs: ConfiguredPolicy {
    package static let name = "pairs"

    package init() {}

    package init(reading items: inout PolicyItems) throws(PolicyTextError) {
        guard items.replicas.isMultiple(of: 2) else {
            throw items.impossible("an even number of replicas, not \(items.replicas)")
        }
    }

    package var text: String { Self.name }
    package var summary: String { "the answer of the first pair whose two members gave the same" }
    package var release: ReleaseGuarantee { .atLeast(2) }

    package func decide(_ round: borrowing Round) -> Decision {
        let pairs = round.replicas / 2
        var agreed: Int?
        for pair in 0..<pairs where isAgreed(pair, round) {
            agreed = 2 * pair
            break
        }
        // From the last pair that can come to act to the first: whether all that may follow a
        // pair is the answer that the pair itself would give.
        var matters = ReplicaSet()
        var pair = (agreed.map { $0 / 2 } ?? pairs) - 1
        while pair >= 0 {
            let members = ReplicaSet(bits: 3 << UInt64(2 * pair))
            if members.isSubset(of: round.answered.union(round.open)),
                !members.isSubset(of: round.answered)
            {
                let waiting = members.intersection(round.open)
                if !waiting.isEmpty {
                    let repeats = isRepeating(members, of: agreed, round)
                    if !repeats || !matters.isEmpty { matters = matters.union(waiting) }
                }
            }
            pair -= 1
        }
        if !matters.isEmpty { return .undecided(matters) }
        guard let agreed else { return .restrictive(.noPair) }
        return .agreed(round.election(of: agreed))
    }

    private func isAgreed(_ pair: Int, _ round: borrowing Round) -> Bool {
        round.answered.contains(2 * pair) && round.same[2 * pair].contains(2 * pair + 1)
    }

    /// Whether the pair can only give the answer that a later pair gives anyway.
    private func isRepeating(
        _ members: ReplicaSet, of agreed: Int?, _ round: borrowing Round
    ) -> Bool {
        guard let agreed, round.isTransitive,
            let given = members.intersection(round.answered).first
        else { return false }
        return round.same[agreed].contains(given)
    }
}

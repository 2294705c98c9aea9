/// Acceptance first: rejected answers leave the vote, then another policy decides.
///
/// A filter only removes ballots. It can never add one: the policy behind it sees a round in
/// which the rejected are out, so whatever holds of that policy with some replicas missing holds
/// here. An acceptance test is never by itself a reason to let an answer out, unlike in B.
/// Randell, "System structure for software fault tolerance", IEEE TSE 1(2), 1975, where the
/// first alternate that passes is believed.
///
/// It has no name in configuration: the tests are, and they filter whatever policy there is.
package struct FilterByAcceptance: Policy {
    package static let name = "acceptance"
    package private(set) var base: any Policy
    /// Of this demand: those whose answer was rejected, or will be whatever it is.
    package var rejected: ReplicaSet

    package init(_ base: any Policy, rejected: ReplicaSet = []) {
        self.base = base
        self.rejected = rejected
    }

    package var text: String { base.text }
    package var summary: String { "of the accepted answers, " + base.summary }
    package var needs: RoundNeeds { base.needs }
    package var labels: [[UInt8]] { base.labels }
    package var release: ReleaseGuarantee { base.release }

    package func decide(_ round: borrowing Round) -> Decision { base.decide(filtered(round)) }

    package mutating func settle(_ round: borrowing Round, _ decision: Decision) {
        base.settle(filtered(round), decision)
    }

    package func supporters(
        of election: Election, in round: borrowing Round
    ) -> ReplicaSet {
        base.supporters(of: election, in: filtered(round))
    }

    /// Copies the round: an engine on the data path excludes in its own instead.
    private func filtered(_ round: borrowing Round) -> Round {
        var filtered = copy round
        for replica in rejected.intersection(filtered.configured) { filtered.exclude(replica) }
        return filtered
    }
}

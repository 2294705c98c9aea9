/// Who lets the hazardous thing happen on each demand. A ballot without an answer does not.
package struct PermissiveVotes: Equatable, Sendable {
    /// By version, the demands on which it says the permissive value.
    package let allowing: [DemandSet]
    /// The demands on which the truth says it: those that must be allowed; nil without a truth.
    package let must: DemandSet?
    package let demands: Int

    package init(allowing: [DemandSet], must: DemandSet?, demands: Int) {
        precondition(!allowing.isEmpty, "no versions")
        self.allowing = allowing
        self.must = must
        self.demands = demands
    }

    /// Takes ballots out of the vote: they no longer allow anything.
    package func rejecting(_ rejected: [DemandSet]) -> Self {
        let left = zip(allowing, rejected).map { allowed, out in
            DemandSet(count: demands) { allowed.contains($0) && !out.contains($0) }
        }
        return Self(allowing: left, must: must, demands: demands)
    }
}

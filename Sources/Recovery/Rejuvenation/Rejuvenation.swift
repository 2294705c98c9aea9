/// Whose turn it is to be started anew though nothing is wrong.
///
/// Y. Huang, C. Kintala, N. Kolettis, N. D. Fulton, "Software Rejuvenation: Analysis, Module and
/// Applications", FTCS 1995. Deviation: by time alone; no load or age is looked at but who has run
/// longest.
package struct Rejuvenation: Sendable {
    private let policy: RejuvenationPolicy
    private var lastAt: UInt64

    /// - Parameter now: the first turn comes one interval later.
    package init(policy: RejuvenationPolicy, at now: UInt64) {
        self.policy = policy
        lastAt = now
    }

    /// Takes the turn if it has come: only while the light is green, and if a quorum and the
    /// reserve are left without the replica.
    package mutating func takeTurn(
        in ladder: inout Ladder, light: LightColour, at now: UInt64
    ) -> Order? {
        guard light == .green, now.since(lastAt) >= policy.everyNanoseconds,
            let replica = ladder.eldest(reserve: policy.reserve),
            let directive = ladder.rejuvenate(replica, reserve: policy.reserve)
        else { return nil }
        lastAt = now
        return Order(replica, directive)
    }

    /// When the next turn comes; nil when none can be taken as things are.
    package func nextInstant(in ladder: Ladder, light: LightColour) -> UInt64? {
        guard light == .green, ladder.eldest(reserve: policy.reserve) != nil else { return nil }
        return lastAt.saturatingAdd(policy.everyNanoseconds)
    }
}

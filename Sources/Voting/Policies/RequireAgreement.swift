/// m of n: an answer goes out when m of the configured replicas gave it.
///
/// Under a tolerance, when m answers lie within it of the one that goes out, that one included; of
/// several such the lowest-numbered replica's. m of them may so lie up to twice the tolerance
/// apart: the election tells the diameter.
package struct RequireAgreement: Policy {
    package static let name = "agree"
    /// 1...replicas; with `2 * agree <= replicas` two answers can have it, and `tie` decides.
    package let agree: Int
    package let tie: TieRule

    package init(agree: Int, tie: TieRule = .restrictive) {
        self.agree = agree
        self.tie = tie
    }

    package var summary: String { "the answer that \(agree) replicas gave" }
    package var release: ReleaseGuarantee { .atLeast(agree) }
}

/// What happens when two answers have what is needed.
package enum TieRule: String, Sendable, CaseIterable {
    /// Neither goes out.
    case restrictive
    /// That with more supporters, then that of the lowest-numbered replica.
    case lowest
}

extension RequireAgreement {
    package func decide(_ round: borrowing Round) -> Decision {
        var largest = 0
        for replica in round.answered { largest = max(largest, round.same[replica].count) }
        let open = round.open.count
        if largest + open < agree {
            return .restrictive(.noQuorum(largest: largest, needed: agree))
        }
        return .undecided(round.open)
    }
}

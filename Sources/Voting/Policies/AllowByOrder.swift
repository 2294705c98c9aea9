/// Of ordered answers, the most permissive one that k replicas allow.
///
/// Who answers 80 as a speed limit allows 60 too. So what goes out is the k-th most permissive
/// number, and its supporters are all that allow at least as much. With f < k faulty replicas it
/// is never more permissive than what some correct replica allows; with n − f ≥ k it is never
/// more restrictive than what all correct ones allow. The k-th order statistic, as in the
/// approximate agreement of D. Dolev, N. A. Lynch, S. S. Pinter, E. W. Stark and W. E. Weihl,
/// J. ACM 33(3), 1986, cut at one end only, since only one direction is dangerous.
package struct AllowByOrder: ConfiguredPolicy {
    /// Which numbers are the more permissive ones.
    package enum Direction: String, Sendable, CaseIterable {
        case higher
        case lower
    }

    package static let name = "allow"
    /// 1...replicas.
    package let agree: Int
    package let more: Direction

    package init(agree: Int, more: Direction) {
        self.agree = agree
        self.more = more
    }

    package init(reading items: inout PolicyItems) throws(PolicyTextError) {
        agree = try items.integer("agree", 1, items.replicas, isMain: true, else: items.agree)
        more = try items.word("more", else: nil)
    }

    package var text: String { "\(Self.name)=\(agree),more=\(more.rawValue)" }
    package var summary: String {
        "the \(more == .higher ? "highest" : "lowest") number that \(agree) replicas allow"
    }
    package var needs: RoundNeeds { .numbers }
    package var release: ReleaseGuarantee { .atLeast(agree) }

    package func decide(_ round: borrowing Round) -> Decision {
        let sorted = SortedNumbers(round)
        let open = round.open.count
        if sorted.count + open < agree {
            return .restrictive(.tooFewAnswers(count: sorted.count + open, needed: agree))
        }
        if sorted.count < agree { return .undecided(round.open) }
        // Less permissive numbers change nothing; the most permissive ones move it by one each.
        let value: Double
        let most: Double
        switch more {
        case .higher:
            value = sorted[sorted.count - agree]
            most = sorted[sorted.count + open - agree]
        case .lower:
            value = sorted[agree - 1]
            most = sorted[agree - 1 - open]
        }
        if value != most { return .undecided(round.open) }
        return .agreed(election(of: value, in: round))
    }

    private func election(of value: Double, in round: borrowing Round) -> Election {
        let supporters = supporters(of: value, in: round)
        for replica in supporters where round.numbers[replica] == value {
            return Election(
                .answer(of: replica), supporters: supporters,
                diameter: round.diameter(of: supporters))
        }
        return Election(.number(value), supporters: supporters)
    }

    package func supporters(
        of election: Election, in round: borrowing Round
    ) -> ReplicaSet {
        guard case .answer(let replica) = election.value else { return election.supporters }
        return supporters(of: round.numbers[replica], in: round)
    }

    private func supporters(of value: Double, in round: borrowing Round) -> ReplicaSet {
        more == .higher
            ? round.replicas(from: value, through: .infinity)
            : round.replicas(from: -.infinity, through: value)
    }
}

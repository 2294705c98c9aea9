/// Consensus: the answer that more replicas gave than any other, `least` of them at least.
///
/// D. F. McAllister, C.-E. Sun and M. A. Vouk, "Reliability of voting in fault-tolerant software
/// systems for small output-spaces", IEEE Trans. Reliability 39(5), 1990; L. L. Pullum, "Software
/// Fault Tolerance Techniques and Implementation", 2001. Deviations: a tie is restrictive unless
/// configured otherwise, where the paper takes one at random; an answer that nobody else gave
/// never goes out, unless `least` is 1.
package struct ElectPlurality: ConfiguredPolicy {
    package static let name = "plurality"
    /// 1...replicas.
    package let least: Int
    package let tie: TieRule

    package init(least: Int = 2, tie: TieRule = .restrictive) {
        self.least = least
        self.tie = tie
    }

    package init(reading items: inout PolicyItems) throws(PolicyTextError) {
        least = try items.integer(
            "least", 1, items.replicas, isMain: true, else: min(2, items.replicas))
        tie = try items.word("tie", else: .restrictive)
    }

    package var text: String { "\(Self.name)=\(least),tie=\(tie.rawValue)" }
    package var summary: String {
        "the answer that most replicas gave, \(least) at least"
            + (tie == .restrictive ? "; nothing when two were given as often" : "")
    }
    package var needs: RoundNeeds { .classes }
    package var release: ReleaseGuarantee {
        .none(
            "\(least) replicas with the same error win over correct ones that differ or are missing"
        )
    }

    package func decide(_ round: borrowing Round) -> Decision {
        guard round.isTransitive else { return .restrictive(.noClasses) }
        if tie == .lowest { return round.agreement(of: least, tie: .lowest) }
        let standing = Standing(round)
        let open = round.open.count
        if let leader = standing.leader, standing.largest >= least,
            standing.largest > standing.second + open
        {
            return .agreed(round.election(of: leader))
        }
        if standing.largest + open < least {
            return .restrictive(.noQuorum(largest: standing.largest, needed: least))
        }
        return open == 0 ? .restrictive(.tie) : .undecided(round.open)
    }
}

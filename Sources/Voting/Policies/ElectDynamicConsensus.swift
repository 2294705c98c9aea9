/// The answer that more of those that answered gave than any other, when `least` answered.
///
/// Two at least must have given it, unless only one answered at all and `least` is 1: then its
/// answer goes out. A tie is restrictive. L. L. Pullum, "Software Fault Tolerance Techniques and
/// Implementation", 2001, section 7.1 (dynamic consensus). Deviation: the paper's random choice
/// of several equally large classes is never made.
package struct ElectDynamicConsensus: ConfiguredPolicy {
    package static let name = "dynamicConsensus"
    /// Answers that must be there: 1...replicas.
    package let least: Int

    package init(least: Int = 2) {
        self.least = least
    }

    package init(reading items: inout PolicyItems) throws(PolicyTextError) {
        least = try items.integer(
            "least", 1, items.replicas, isMain: true, else: min(2, items.replicas))
    }

    package var text: String { "\(Self.name)=\(least)" }
    package var summary: String {
        "the answer that most of those that answered gave, when \(least) answered"
    }
    package var needs: RoundNeeds { .classes }
    package var release: ReleaseGuarantee {
        .none("few replicas with the same error win when the others differ or are missing")
    }

    package func decide(_ round: borrowing Round) -> Decision {
        guard round.isTransitive else { return .restrictive(.noClasses) }
        guard round.reachable >= least else {
            return .restrictive(.tooFewAnswers(count: round.reachable, needed: least))
        }
        let standing = Standing(round)
        let open = round.open.count
        let needed = min(2, round.reachable)
        if let leader = standing.leader, round.answered.count >= least,
            standing.largest >= needed, standing.largest > standing.second + open
        {
            return .agreed(round.election(of: leader))
        }
        if standing.largest + open < needed {
            return .restrictive(.noQuorum(largest: standing.largest, needed: needed))
        }
        return open == 0 ? .restrictive(.tie) : .undecided(round.open)
    }
}

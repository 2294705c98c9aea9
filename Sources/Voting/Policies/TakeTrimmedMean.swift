/// The mean of what is left without the lowest and the highest numbers.
///
/// J. W. Tukey, "A survey of sampling from contaminated distributions", 1960 (trimmed mean).
/// Deviations as in `TakeMean`; `drop` is a count from each end, not a part.
package struct TakeTrimmedMean: ConfiguredPolicy {
    package static let name = "trimmedMean"
    /// Dropped from each end.
    package let drop: Int
    /// Numbers that must be there: `2 * drop + 1`...replicas.
    package let least: Int
    private let rule: OrderedAverage

    package init(drop: Int, least: Int) {
        precondition(drop >= 0 && least > 2 * drop, "drop \(drop) twice of \(least)")
        self.drop = drop
        self.least = least
        rule = OrderedAverage(kind: .mean, drop: drop, least: least)
    }

    package init(reading items: inout PolicyItems) throws(PolicyTextError) {
        let replicas = items.replicas
        let drop = try items.integer("drop", 0, (replicas - 1) / 2, isMain: true)
        self.init(
            drop: drop,
            least: try items.integer(
                "least", 2 * drop + 1, replicas, else: max(replicas / 2 + 1, 2 * drop + 1)))
    }

    package var text: String { "\(Self.name)=\(drop),least=\(least)" }
    package var summary: String {
        "the mean of the numbers without the \(drop) lowest and the \(drop) highest,"
            + " when \(least) answered"
    }
    package var needs: RoundNeeds { .numbers }
    package var release: ReleaseGuarantee {
        .none("a number goes out that perhaps no replica gave")
    }

    package func decide(_ round: borrowing Round) -> Decision { rule.decide(round) }

    package func supporters(
        of election: Election, in round: borrowing Round
    ) -> ReplicaSet {
        rule.supporters(in: round)
    }
}

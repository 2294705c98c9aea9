/// The mean of the numbers given.
///
/// It masks nothing: every number moves it. L. L. Pullum, "Software Fault Tolerance Techniques
/// and Implementation", 2001, section 7.1 (mean voter). Deviations: the sum is taken in ascending
/// order, so that it is the same in whatever order the answers came, and kept within the range of
/// the numbers; an infinity is restrictive.
package struct TakeMean: ConfiguredPolicy {
    package static let name = "mean"
    /// Numbers that must be there: 1...replicas.
    package let least: Int
    private let rule: OrderedAverage

    package init(least: Int) {
        self.least = least
        rule = OrderedAverage(kind: .mean, drop: 0, least: least)
    }

    package init(reading items: inout PolicyItems) throws(PolicyTextError) {
        let replicas = items.replicas
        self.init(least: try items.integer("least", 1, replicas, else: replicas / 2 + 1))
    }

    package var text: String { "\(Self.name),least=\(least)" }
    package var summary: String { "the mean of the numbers when \(least) answered" }
    package var needs: RoundNeeds { .numbers }
    package var release: ReleaseGuarantee {
        .none("every wrong number moves the mean, and perhaps no replica gave it")
    }

    package func decide(_ round: borrowing Round) -> Decision { rule.decide(round) }

    package func supporters(
        of election: Election, in round: borrowing Round
    ) -> ReplicaSet {
        rule.supporters(in: round)
    }
}

/// More than half of the configured replicas gave the answer: ⌊n/2⌋ + 1 of n.
///
/// J. von Neumann, "Probabilistic logics and the synthesis of reliable organisms from unreliable
/// components", 1956; exact majority voting of N-version programs in A. Avižienis, "The N-version
/// approach to fault-tolerant software", IEEE TSE 11(12), 1985. Deviation: missing ballots count
/// against it, as everywhere here.
package struct RequireMajority: ConfiguredPolicy {
    package static let name = "majority"
    private let rule: RequireAgreement

    package init(replicas: Int) {
        rule = RequireAgreement(agree: replicas / 2 + 1)
    }

    package init(reading items: inout PolicyItems) throws(PolicyTextError) {
        self.init(replicas: items.replicas)
    }

    package var text: String { Self.name }
    package var summary: String {
        "the answer that a majority gave, \(rule.agree) replica\(rule.agree == 1 ? "" : "s")"
    }
    package var release: ReleaseGuarantee { rule.release }

    package func decide(_ round: borrowing Round) -> Decision { rule.decide(round) }
}

/// Half way between the lowest and the highest number, without the f lowest and f highest.
///
/// J. Lundelius Welch and N. Lynch, "A new fault-tolerant algorithm for clock synchronization",
/// Information and Computation 77(1), 1988. With at most f of n ≥ 3f + 1 replicas faulty the
/// result lies within the range of the correct numbers, and what several voters compute from
/// inputs that a faulty replica told them differently is at most half as far apart. Deviation: a
/// missing number is not replaced by an arbitrary one; more than f of them are restrictive, since
/// then more have failed than the rule allows for. An infinity that is left is restrictive.
package struct TakeFaultTolerantMidpoint: ConfiguredPolicy {
    package static let name = "midpoint"
    package let replicas: Int
    /// 0...(replicas − 1) / 3.
    package let faults: Int
    private let rule: OrderedAverage

    package init(replicas: Int, faults: Int) {
        precondition(
            faults >= 0 && replicas > 3 * faults, "\(faults) faults of \(replicas) replicas")
        self.replicas = replicas
        self.faults = faults
        rule = OrderedAverage(kind: .midpoint, drop: faults, least: replicas - faults)
    }

    package init(reading items: inout PolicyItems) throws(PolicyTextError) {
        let replicas = items.replicas
        self.init(
            replicas: replicas,
            faults: try items.integer("faults", 0, (replicas - 1) / 3, isMain: true))
    }

    package var text: String { "\(Self.name)=\(faults)" }
    package var summary: String {
        "half way between the lowest and the highest number, without the \(faults) lowest and the"
            + " \(faults) highest"
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

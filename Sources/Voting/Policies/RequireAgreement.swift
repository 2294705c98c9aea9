/// m of n: an answer goes out when m of the configured replicas gave it.
///
/// Under a tolerance, when m answers lie within it of the one that goes out, that one included; of
/// several such the lowest-numbered replica's. m of them may so lie up to twice the tolerance
/// apart: the election tells the diameter.
///
/// N-modular redundancy: R. E. Lyons and W. Vanderkulk, "The use of triple-modular redundancy to
/// improve computer reliability", IBM Journal 6(2), 1962; with m other than the majority, as the
/// MooN of IEC 61508-6 (see `ThresholdName`). Deviation: a tolerance as above.
package struct RequireAgreement: ConfiguredPolicy {
    package static let name = "agree"
    /// 1...replicas; with `2 * agree <= replicas` two answers can have it, and `tie` decides.
    package let agree: Int
    package let tie: TieRule

    package init(agree: Int, tie: TieRule = .restrictive) {
        self.agree = agree
        self.tie = tie
    }

    package var text: String { "\(Self.name)=\(agree),tie=\(tie.rawValue)" }
    package var summary: String { "the answer that \(agree) replica\(agree == 1 ? "" : "s") gave" }
    package var release: ReleaseGuarantee { .atLeast(agree) }

    package init(reading items: inout PolicyItems) throws(PolicyTextError) {
        let replicas = items.replicas
        agree = try items.integer("agree", 1, replicas, isMain: true, else: items.agree)
        let isTieNamed = items.has("tie")
        tie = try items.word("tie", else: .restrictive)
        guard 2 * agree > replicas || isTieNamed else {
            throw items.impossible(
                "more than half of \(replicas) replicas, or 'tie=restrictive' or 'tie=lowest':"
                    + " two answers could both have \(agree)")
        }
    }

    package func decide(_ round: borrowing Round) -> Decision {
        round.agreement(of: agree, tie: tie)
    }
}

/// What happens when two answers have what is needed.
package enum TieRule: String, Sendable, CaseIterable {
    /// Neither goes out. Under a tolerance: when two answers that are not the same have it.
    case restrictive
    /// That with more supporters, then that of the lowest-numbered replica. Under a tolerance:
    /// that of the lowest-numbered replica.
    case lowest
}

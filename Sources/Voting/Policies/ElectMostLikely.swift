import Glibc

/// The answer that is most probably right, given how reliable each replica is.
///
/// Y.-W. Leung, "Maximum likelihood voting for fault-tolerant software with finite output-space",
/// IEEE Trans. Reliability 44(3), 1995: the likelihood of answer r is the product of pᵢ over
/// those that gave r and (1 − pᵢ) / (ρ − 1) over those that gave another, ρ being the number of
/// possible outputs, all as likely beforehand. Here it goes out only when its posterior
/// probability is at least α*, which is above one half, so that there is no tie. Outputs that
/// nobody gave count in the sum. Missing ballots say nothing. All of this holds only for failures
/// that are independent and errors that are spread evenly, and neither is true of versions.
///
/// Of open ballots with unequal reliabilities some that no longer matter may be named too.
package struct ElectMostLikely: ConfiguredPolicy {
    package static let name = "mostLikely"
    /// For each replica the probability that it is right; above 1/`outputs`, below 1.
    package let reliabilities: [Double]
    /// ρ: 2 or more.
    package let outputs: Int
    /// α*: above 0.5, below 1.
    package let alpha: Double
    /// For each replica, how much its answer gains by it: ln(pᵢ(ρ − 1) / (1 − pᵢ)), above 0.
    private let gains: [Double]

    package init(reliabilities: [Double], outputs: Int, alpha: Double) {
        self.reliabilities = reliabilities
        self.outputs = outputs
        self.alpha = alpha
        gains = reliabilities.map { log($0) - log1p(-$0) + log(Double(outputs - 1)) }
    }

    package init(reading items: inout PolicyItems) throws(PolicyTextError) {
        let outputs = try items.integer("outputs", 2, 999_999_999)
        let alpha = try items.number(
            "alpha", "above 0.5, below 1", else: 0.9, where: { 0.5 < $0 && $0 < 1 })
        let chance = 1 / Double(outputs)
        self.init(
            reliabilities: try items.numberOfEach(
                "reliability", "above 1/outputs, below 1", where: { chance < $0 && $0 < 1 }),
            outputs: outputs, alpha: alpha)
    }

    package var text: String {
        let list = reliabilities.map { "\($0)" }.joined(separator: ":")
        return "\(Self.name),reliability=\(list),outputs=\(outputs),alpha=\(alpha)"
    }
    package var summary: String {
        "the most likely answer, when it is right with probability \(alpha) or more"
    }
    package var needs: RoundNeeds { .classes }
    package var release: ReleaseGuarantee {
        .none("one replica that is taken to be reliable enough is believed alone")
    }

    package func decide(_ round: borrowing Round) -> Decision {
        guard round.isTransitive else { return .restrictive(.noClasses) }
        let likeliest = likeliest(round)
        let open = gain(of: round.open)
        if let likeliest {
            // Worst for it: all that is open joins the strongest of the others.
            let worst = posterior(of: likeliest, alone: 0, against: open, round)
            if worst >= alpha { return .agreed(round.election(of: likeliest)) }
        }
        if round.open.isEmpty { return .restrictive(.tooUnlikely) }
        if let likeliest {
            return posterior(of: likeliest, alone: open, against: 0, round) >= alpha
                ? .undecided(round.open) : .restrictive(.tooUnlikely)
        }
        return posterior(of: nil, alone: open, against: 0, round) >= alpha
            ? .undecided(round.open) : .restrictive(.tooUnlikely)
    }

    private func gain(of members: ReplicaSet) -> Double {
        var gain = 0.0
        for replica in members { gain += gains[replica] }
        return gain
    }

    /// The lowest-numbered replica of the likeliest class.
    private func likeliest(_ round: borrowing Round) -> Int? {
        var best: (replica: Int, gain: Double)?
        var rest = round.answered
        while let first = rest.first {
            rest = rest.subtracting(round.same[first])
            let gain = gain(of: round.same[first])
            if best.map({ gain > $0.gain }) ?? true { best = (first, gain) }
        }
        return best?.replica
    }

    /// The posterior probability of a replica's answer, or of one nobody gave, when it gains
    /// this much more, and the strongest of the others, or a new one, that much.
    private func posterior(
        of replica: Int?, alone: Double, against: Double, _ round: borrowing Round
    ) -> Double {
        let own = replica.map { round.same[$0] } ?? []
        let gained = gain(of: own) + alone
        var others = 0.0
        var classes = 0
        var strongest: Double?
        var rest = round.answered.subtracting(own)
        while let first = rest.first {
            rest = rest.subtracting(round.same[first])
            let gain = gain(of: round.same[first])
            classes += 1
            if let current = strongest, current >= gain {
                others += exp(gain - gained)
            } else {
                if let current = strongest { others += exp(current - gained) }
                strongest = gain
            }
        }
        if strongest == nil, against > 0 {
            strongest = 0
            classes += 1
        }
        if let strongest { others += exp(strongest + against - gained) }
        others += Double(max(0, outputs - 1 - classes)) * exp(-gained)
        return 1 / (1 + others)
    }
}

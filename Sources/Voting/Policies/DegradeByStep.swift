/// MooN with 'D': a replica that is known to have failed leaves the vote, down to a floor.
///
/// Of n replicas `full` must agree. Each that is out, whatever the reason, lowers both numbers by
/// one, but never the needed below `agree`; with fewer than `agree` left the answer is
/// restrictive. With n 4, full 3, agree 2: 3 of 4, 2 of 3, 2 of 2, then nothing, which IEC 61508
/// writes 2oo4D, 2oo3D, 1oo2D, safe state. At each step the needed are more than half of those
/// left. Dissenters stay in: who is wrong is not known, only who is missing.
///
/// W. M. Goble, "Control Systems Safety Evaluation and Reliability", 3rd edition, 2010 (1oo2D,
/// 2oo4D). Deviation: there a channel's own diagnostics take it out, here what the voter itself
/// sees: silence, lateness, crash, malformed or rejected answers.
package struct DegradeByStep: ConfiguredPolicy {
    package static let name = "degrading"
    package let replicas: Int
    /// Needed of all replicas.
    package let full: Int
    /// Needed when hardly any are left: 1...full.
    package let agree: Int

    /// Nil when at some step two answers could both have what is needed.
    package init?(replicas: Int, full: Int, agree: Int) {
        guard 1 <= agree, agree <= full, full <= replicas else { return nil }
        self.replicas = replicas
        self.full = full
        self.agree = agree
        for left in agree...replicas where 2 * needed(of: left) <= left { return nil }
    }

    package init(reading items: inout PolicyItems) throws(PolicyTextError) {
        let replicas = items.replicas
        let agree = try items.integer("agree", 1, replicas, isMain: true, else: items.agree)
        let full = try items.integer("full", agree, replicas, else: max(agree, replicas / 2 + 1))
        guard let policy = Self(replicas: replicas, full: full, agree: agree) else {
            throw items.impossible(
                "'agree' and 'full' that are more than half of the replicas left at every step")
        }
        self = policy
    }

    package var text: String { "\(Self.name)=\(agree),full=\(full)" }
    package var summary: String {
        var steps: [String] = []
        for left in (agree...replicas).reversed() {
            steps.append("\(needed(of: left)) of \(left)")
        }
        return "the answer that so many of those left gave: " + steps.joined(separator: ", ")
    }
    package var release: ReleaseGuarantee { .atLeast(agree) }

    private func needed(of left: Int) -> Int { max(agree, left - (replicas - full)) }

    package func decide(_ round: borrowing Round) -> Decision {
        guard round.reachable >= agree else {
            return .restrictive(.tooFewAnswers(count: round.reachable, needed: agree))
        }
        return round.agreement(of: needed(of: round.reachable), tie: .lowest)
    }
}

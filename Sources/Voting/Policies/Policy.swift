/// A rule that turns the ballots of one demand into a decision. Pure; a value.
///
/// `decide` may be asked at any moment. The outcome it would have if all open ballots were closed
/// is its rule; while several completions of the open ballots differ in their outcome it says
/// which ballots matter. A completion gives each open ballot any answer, or none. Two outcomes are
/// the same when the same answer (under the round's relation, when it is transitive; of the same
/// replica otherwise), or the same number, or nothing goes out.
package protocol Policy: Sendable {
    /// As it is written: `agree`, `median`.
    static var name: String { get }
    /// How it is configured, with every parameter: `PolicyText.parse` makes it again from this.
    var text: String { get }
    /// One line for people: what goes out when.
    var summary: String { get }
    /// What a round must carry.
    var needs: RoundNeeds { get }
    /// With `.labels`: the answers whose index in this list a round's `numbers` hold; NaN stands
    /// for any other answer. Otherwise empty.
    var labels: [[UInt8]] { get }
    /// Whether it may be trusted with a restrictive answer.
    var release: ReleaseGuarantee { get }

    func decide(_ round: borrowing Round) -> Decision

    /// All ballots of a demand are closed: what the rule remembers of it for the next one.
    /// Demands are settled in their order.
    mutating func settle(_ round: borrowing Round, _ decision: Decision)

    /// Of the ballots that count, those that carry what was agreed on.
    func supporters(of election: Election, in round: borrowing Round) -> ReplicaSet
}

extension Policy {
    package var needs: RoundNeeds { [] }
    package var labels: [[UInt8]] { [] }
    package mutating func settle(_ round: borrowing Round, _ decision: Decision) {}

    package func supporters(
        of election: Election, in round: borrowing Round
    ) -> ReplicaSet {
        if case .answer(let replica) = election.value { return round.same[replica] }
        return election.supporters
    }
}

/// What a policy asks of the round beyond who said the same.
package struct RoundNeeds: OptionSet, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// One field with a number.
    package static let numbers = RoundNeeds(rawValue: 1)
    /// A distance between any two answers.
    package static let distances = RoundNeeds(rawValue: 2)
    /// Rounds one after the other, each settled before the next is decided.
    package static let memory = RoundNeeds(rawValue: 4)
    /// `numbers` hold each answer's index in the policy's `labels`.
    package static let labels = RoundNeeds(rawValue: 8)
    /// Answers that fall into classes: `isTransitive`. Under a tolerance such a policy is
    /// restrictive, always; configuration refuses the combination before that.
    package static let classes = RoundNeeds(rawValue: 16)
}

/// Whether a policy provably never lets a permissive answer out on too few ballots.
package enum ReleaseGuarantee: Equatable, Sendable {
    /// Never on fewer than this many counted ballots of the configured replicas that carry it.
    case atLeast(Int)
    /// It may; the reason, a lower-case fragment.
    case none(String)
}

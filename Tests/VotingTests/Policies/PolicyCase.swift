import Testing
import Voting

/// A policy, what its rule is in the plainest words, and what else must hold of it.
struct PolicyCase: Sendable, CustomTestStringConvertible {
    var name: String
    var replicas: Int
    var policy: any Policy
    /// Answers in the states that are tried.
    var stated: [Double] = letters(3)
    /// Answers that open ballots may bring; the stated ones and more.
    var coming: [Double] = letters(5)
    /// The tolerance of the relation.
    var tolerance = 0.0
    /// Whether rounds carry distances.
    var hasDistances = true
    /// The number that the round holds for an answer.
    var number: @Sendable (Double) -> Double = { $0 }
    /// Whether `undecided` names exactly those that matter, and not some more.
    var isExact = true
    var axioms: Axioms
    /// What goes out when all ballots are closed.
    var rule: @Sendable (Ballots) -> Double?

    var testDescription: String { "\(name) of \(replicas)" }

    /// A, B, C … as numbers.
    static func letters(_ count: Int) -> [Double] { (0..<count).map { Double($0) } }
}

/// What holds of a policy over all closed rounds.
struct Axioms: OptionSet, Sendable {
    let rawValue: Int

    /// What goes out is an answer that a replica gave.
    static let selects = Axioms(rawValue: 1)
    /// What goes out is within the range of what was given.
    static let staysInRange = Axioms(rawValue: 2)
    /// Who said it does not matter.
    static let isSymmetric = Axioms(rawValue: 4)
    /// One more supporter never makes it restrictive or another answer.
    static let isMonotonic = Axioms(rawValue: 8)
    /// One answer less never lets anything out that would not go out with it.
    static let isRestrictiveOnDoubt = Axioms(rawValue: 16)
    /// One answer less never changes one answer that goes out into another.
    static let neverSwitches = Axioms(rawValue: 32)
    /// Supporters gave what goes out, or in order allow it.
    static let countsOnlySupporters = Axioms(rawValue: 64)

    static let safe: Axioms = [
        .selects, .staysInRange, .isSymmetric, .isMonotonic, .isRestrictiveOnDoubt,
        .neverSwitches, .countsOnlySupporters,
    ]
}

/// A policy with a planted bug.
struct Twin: Policy {
    static let name = "twin"
    var base: any Policy
    var bug: @Sendable (Round, any Policy) -> Decision

    var text: String { base.text }
    var summary: String { base.summary }
    var needs: RoundNeeds { base.needs }
    var labels: [[UInt8]] { base.labels }
    var release: ReleaseGuarantee { base.release }

    func decide(_ round: borrowing Round) -> Decision { bug(copy round, base) }

    func supporters(of election: Election, in round: borrowing Round) -> ReplicaSet {
        base.supporters(of: election, in: round)
    }
}

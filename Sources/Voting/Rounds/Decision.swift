/// What a policy says about a round.
package enum Decision: Equatable, Sendable {
    /// These open ballots can still change the outcome; the others no longer can. Not empty.
    case undecided(ReplicaSet)
    /// Whatever is still open: this goes out.
    case agreed(Election)
    /// Whatever is still open: nothing can be agreed on.
    case restrictive(Cause)

    package var isDecided: Bool {
        if case .undecided = self { return false }
        return true
    }
}

/// What was agreed on.
package struct Election: Equatable, Sendable {
    package enum Value: Equatable, Sendable {
        /// The answer that this replica gave.
        case answer(of: Int)
        /// A number that perhaps nobody gave: averages.
        case number(Double)
    }

    package var value: Value
    /// The counted ballots that carry it; those still open may join when they close.
    package var supporters: ReplicaSet
    /// The largest difference between two supporters' numbers; where they have none, the largest
    /// distance, if the policy measured it. 0 when all are the same.
    package var diameter: Double

    package init(_ value: Value, supporters: ReplicaSet, diameter: Double = 0) {
        self.value = value
        self.supporters = supporters
        self.diameter = diameter
    }
}

/// Why nothing was agreed on: the clause of the rule that failed.
package enum Cause: Equatable, Sendable {
    /// The largest class has, or can come to have, fewer members than are needed.
    case noQuorum(largest: Int, needed: Int)
    /// Of the answers that may go out, that nearest to its own number has, or can come to have,
    /// fewer members; another answer may have more.
    case noPermission(largest: Int, needed: Int)
    /// Two answers have what is needed, and the rule for a tie is the restrictive answer.
    case tie
    /// Fewer ballots count than the rule needs to say anything.
    case tooFewAnswers(count: Int, needed: Int)
    /// The answers that count lie further apart than the rule allows.
    case tooFarApart
    /// The best answer's posterior probability is below α*.
    case tooUnlikely
    /// No pair of its own agrees.
    case noPair
    /// Fields were agreed on, but not by common replicas.
    case noCommonSupporter
    /// The answer is none that this rule may let out.
    case notPermitted
    /// The heaviest class has, or can come to have, less confidence than is needed; thousandths
    /// of one replica's.
    case notEnoughConfidence(largest: Int, needed: Int)
    /// All agree, but so few times in a row that it is not confirmed yet.
    case unconfirmed(inARow: Int, needed: Int)
    /// The rule is one for classes, and the relation between these answers has none.
    case noClasses
    /// Which answers belong together could not be found within the limit of work.
    case tooManySteps
    /// The specification promises nothing about the demand, so nobody was asked.
    case outside
}

/// How much was looked at: everything, or a sample, and why no more.
package struct ExplorationExtent: Equatable, Sendable {
    /// States that were found.
    package var states = 0
    /// Pairs of state and admitted inputs that were looked at.
    package var cases = 0
    /// Why this is not everything, each reason once, in the order in which they were met.
    package var shortfalls: [Shortfall] = []

    /// Every reachable state, every admitted input and every outcome was looked at, for the only
    /// constants that there are.
    package var isExhaustive: Bool { shortfalls.isEmpty }

    package init() {}

    mutating func add(_ shortfall: Shortfall) {
        if !shortfalls.contains(where: { $0.isLike(shortfall) }) { shortfalls.append(shortfall) }
    }

    package enum Shortfall: Equatable, Sendable {
        /// More states are reachable than the budget has room for.
        case states(max: Int)
        /// The states would hold more values than the budget allows.
        case values(max: Int)
        /// There are more pairs of state and inputs than the budget allows.
        case cases(max: Int)
        /// There are more of them where inputs are sampled.
        case samples(max: Int)
        /// Evaluating takes more steps than the budget allows.
        case steps(max: Int)
        /// An operation's inputs were sampled, because there are too many or a limit was reached.
        case inputs(operation: Int)
        /// No inputs of an operation that satisfy its PRE were found; there may be some.
        case noInputs(operation: Int)
        /// Something could not be decided; the operation is nil in INITIALISATION.
        case undecided(operation: Int?, EvaluationStop)
        /// PROPERTIES allow other constants than those that were used.
        case constants
        /// Nothing says how many elements a set has: see `CheckedMachine.GivenSet.assumption`.
        case elements(set: Int)
        /// The caller had seen enough.
        case ended

        func isLike(_ other: Shortfall) -> Bool {
            switch (self, other) {
            case (.undecided(let one, _), .undecided(let two, _)): one == two
            case (.states, .states): true
            default: self == other
            }
        }
    }
}

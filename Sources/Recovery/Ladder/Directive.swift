/// What the supervisor is to do about one replica.
package enum Directive: Equatable, Sendable {
    /// Look more closely: compare and check whatever can be.
    case watch
    /// It is as good as any other again.
    case relax
    /// Ask the voter to let it finish what it holds and to give it up; then tell its loss.
    case withdraw(WithdrawalReason)
    /// It is started at this instant, or a little later when there is a storm; `isSoon` when there
    /// was no reason to wait.
    case restart(at: UInt64, isSoon: Bool)
    /// Start it now.
    case start
    /// What is to become of it is decided at this instant: `settle` tells it.
    case await(until: UInt64)
    /// Generate another build from a new seed and start it.
    case rebuild
    /// Put a spare in its place.
    case replace
    /// Another program sits in the seat from now on, or the old one again.
    case exchange(SwapSide)
    /// The exchange is over.
    case swapEnded(SwapEnd)
    /// It is never started again.
    case eject
}

/// Why a replica that runs is taken out.
package enum WithdrawalReason: Equatable, Sendable {
    /// Too many faulty ballots without a clean stretch between them.
    case faults
    /// Its turn to be started anew though nothing is wrong.
    case rejuvenation
    /// Another program takes its seat.
    case swap
}

/// A directive and whom it is about.
package struct Order: Equatable, Sendable {
    package var replica: Int
    package var directive: Directive

    package init(_ replica: Int, _ directive: Directive) {
        self.replica = replica
        self.directive = directive
    }
}

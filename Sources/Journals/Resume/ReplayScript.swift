import Voting

/// What one replica is to be told so that it meets a demand of a run as it did then: with state
/// what it takes to have that of then; then the demand.
package struct ReplayScript: Sendable {
    /// A state that was agreed on.
    package struct Checkpoint: Equatable, Sendable {
        /// The last demand before it.
        package let number: UInt64
        package let state: [UInt8]

        package init(number: UInt64, state: [UInt8]) {
            self.number = number
            self.state = state
        }
    }

    /// Where the history begins when not all of it is there; nil: with the first demand.
    package let checkpoint: Checkpoint?
    /// The demands between, as far as they were put to anybody; none without state.
    package let history: [ReplayedDemand]
    package let demand: ReplayedDemand
}

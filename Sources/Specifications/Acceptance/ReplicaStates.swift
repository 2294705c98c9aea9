import Machines
import Voting

/// What a machine knows of one replica: the states that its answers so far allow it to be in.
struct ReplicaStates {
    var possible: [MachineState]
    /// Nil while there are some.
    var loss: StateLoss?
}

/// From which demand on nobody knows what state a replica is in.
struct StateLoss: Equatable {
    /// From 1.
    var number: UInt64
    /// Its beginning, in quotes.
    var demand: String
    /// What was said of its answer: anything but accepted.
    var acceptance: Acceptance
}

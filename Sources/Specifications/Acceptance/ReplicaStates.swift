import Machines

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
    /// The machine promised nothing about the demand; otherwise the answer was not accepted.
    var isOutside: Bool
}

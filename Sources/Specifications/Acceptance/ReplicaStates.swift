import Machines

/// What a machine knows of one replica: the states that its answers so far allow it to be in.
struct ReplicaStates {
    var possible: [MachineState]
    /// The demand at whose answer none was left, as it is shown; nil while there are some.
    var lostSince: String?
}

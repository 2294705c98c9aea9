/// The descriptors that a voter inherits.
package enum VoterDescriptor: Int32, CaseIterable {
    case demands = 0
    case answers = 1
    case errors = 2
    /// `PlanText`, read to its end once.
    case plan = 3
    /// Sequenced packets: new replicas come in, losses go out.
    case supervisor = 4
    /// Sequenced packets: the order to stop comes in.
    case guardian = 5
    /// `Scoreboard`.
    case scoreboard = 6
}

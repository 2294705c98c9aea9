/// Demands that a machine admits, made for testing what implements it.
package struct DemandPlan: Equatable, Sendable {
    package struct Demand: Hashable, Sendable {
        package var operation: Int
        /// One an input.
        package var inputs: [Value]
    }

    /// One sequence, from an initial state on.
    package var demands: [Demand] = []
    /// Indices into `CompiledMachine.branches` that some outcome of the demands takes.
    package var branchesTaken: Set<Int> = []
    /// Branches of the operations that no demand takes.
    package var branchesMissed: [Int] = []
    /// Every possible state was followed, so that each demand is admitted whatever a correct
    /// replica answers.
    package var followsAllStates = true
    /// Why there are fewer demands than were asked for; nil when all are there.
    package var end: End?

    package enum End: Equatable, Sendable {
        /// No operation admits anything that leads on.
        case nothingAdmitted
        case undecided(EvaluationStop)
    }
}

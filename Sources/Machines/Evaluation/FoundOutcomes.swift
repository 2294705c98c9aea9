/// What is known of the outcomes of one operation for one state and inputs.
package struct FoundOutcomes {
    /// All of them unless there is a `stop`; each is possible whatever stopped the rest.
    package internal(set) var outcomes: [Outcome] = []
    /// What kept others from being found, or has no value on one of the ways.
    package internal(set) var stop: EvaluationStop?
    /// Branches on the way to the stop.
    var stoppedBranches: [Int] = []
}

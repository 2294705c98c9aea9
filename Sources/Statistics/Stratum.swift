/// A part of the fault space with trials of its own.
package struct Stratum: Equatable, Sendable {
    /// How many faults the part has, or which share of them, above 0; in any unit that all strata
    /// have in common.
    package var weight: Double
    /// 0 ... trials.
    package var failures: Int
    /// At least 0; drawn at random from this part.
    package var trials: Int

    package init(weight: Double, failures: Int, trials: Int) {
        precondition(weight > 0 && weight.isFinite, "a weight of \(weight)")
        precondition(0...max(trials, 0) ~= failures, "\(failures) of \(trials)")
        self.weight = weight
        self.failures = failures
        self.trials = trials
    }
}

/// How many faults of a whole fault space lead to a failure, extrapolated from a sample.
///
/// H. Schirmeier, C. Borchert, O. Spinczyk, "Avoiding Pitfalls in Fault-Injection Based Comparison
/// of Program Susceptibility to Soft Errors", DSN 2015: programs are compared by this count and
/// not by the share of faults that they tolerate, since a program that merely runs longer has more
/// faults to tolerate. Faults are drawn evenly from the raw space, those known to have no effect
/// included.
package struct FailureCount: Codable, Equatable, Sendable {
    /// How many faults the fault space has, above 0: for single bit flips, bits times cycles. Two
    /// counts can be compared when they have the same unit.
    package let weight: Double
    /// 0 ... trials.
    package let failures: Int
    /// Above 0.
    package let trials: Int

    package init(weight: Double, failures: Int, trials: Int) {
        precondition(weight > 0 && weight.isFinite, "a weight of \(weight)")
        precondition(trials > 0 && 0...trials ~= failures, "\(failures) of \(trials)")
        self.weight = weight
        self.failures = failures
        self.trials = trials
    }

    /// Failures, 0 ... weight.
    package var value: Double { weight * Double(failures) / Double(trials) }

    /// Failures; of Clopper and Pearson, for independent trials.
    ///
    /// - Parameter confidence: above 0, below 1.
    package func interval(confidence: Double) -> Interval {
        let rate = Binomial.clopperPearson(failures, of: trials, confidence: confidence)
        return Interval(low: weight * rate.low, high: weight * rate.high)
    }
}

/// How many times as large one rate of a fault space that was sampled by parts is as another.
///
/// The interval is made of those of both rates, each as much surer that both hold with the
/// confidence that is asked for (Bonferroni): it supposes nothing about how they depend on each
/// other, as votes on the same faults do, and is wider than it need be for that.
package struct StratifiedRatio: Equatable, Sendable {
    package let numerator: StratifiedEstimate
    package let denominator: StratifiedEstimate

    /// - Returns: nil where neither has a failure: any ratio is possible.
    package init?(of numerator: StratifiedEstimate, to denominator: StratifiedEstimate) {
        if numerator.rate == 0, denominator.rate == 0 { return nil }
        (self.numerator, self.denominator) = (numerator, denominator)
    }

    /// nil where the denominator has no failure.
    package var value: Double? {
        denominator.rate == 0 ? nil : numerator.rate / denominator.rate
    }

    /// - Parameter confidence: above 0, below 1.
    package func interval(confidence: Double) -> RatioInterval {
        let each = (1 + confidence) / 2
        let (above, below) = (
            numerator.interval(confidence: each), denominator.interval(confidence: each)
        )
        return RatioInterval(
            low: above.low / below.high, high: below.low > 0 ? above.high / below.low : nil)
    }
}

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

    /// What each of the two rates' intervals is asked for.
    package static func confidence(ofEach confidence: Double) -> Double { (1 + confidence) / 2 }

    /// - Parameters:
    ///   - confidence: above 0, below 1.
    ///   - effect: how many trials do for one independent trial at `confidence(ofEach:)`, at least
    ///     1; of both rates the larger one.
    package func interval(
        confidence: Double, designEffect effect: Double = 1
    ) -> RatioInterval {
        let each = Self.confidence(ofEach: confidence)
        let (above, below) = (
            numerator.interval(confidence: each, designEffect: effect),
            denominator.interval(confidence: each, designEffect: effect)
        )
        return RatioInterval(
            low: above.low / below.high, high: below.low > 0 ? above.high / below.low : nil)
    }
}

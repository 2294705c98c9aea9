/// The interval for display: near its nominal confidence on average, and sensible at 0 and at all.
///
/// E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", Journal
/// of the American Statistical Association 22(158), 1927; without continuity correction, which is
/// how R. G. Newcombe recommends it ("Two-Sided Confidence Intervals for the Single Proportion:
/// Comparison of Seven Methods", Statistics in Medicine 17(8), 1998). It holds the rate in about
/// as many cases as it says, for some rates in fewer: what is claimed takes
/// `Binomial.clopperPearson`, which never does worse than it says.
///
/// Deviation: the end at no or at all counts is exactly 0 or 1, not what rounding leaves of it.
package enum Wilson {
    /// - Parameters:
    ///   - count: 0 ... total.
    ///   - total: at least 0; of no trials nothing is known, and the interval is 0 to 1.
    ///   - confidence: above 0, below 1.
    package static func interval(
        _ count: Int, of total: Int, confidence: Double
    ) -> Interval {
        precondition(total >= 0 && 0...total ~= count, "\(count) of \(total)")
        guard total > 0 else { return Interval(low: 0, high: 1) }
        let trials = Double(total)
        let rate = Double(count) / trials
        let quantile = Normal.quantile((1 + confidence) / 2)
        let square = quantile * quantile
        let centre = (rate + square / (2 * trials)) / (1 + square / trials)
        let spread =
            quantile * (rate * (1 - rate) / trials + square / (4 * trials * trials)).squareRoot()
            / (1 + square / trials)
        return Interval(
            low: count == 0 ? 0 : max(0, centre - spread),
            high: count == total ? 1 : min(1, centre + spread))
    }
}

/// How many times as many failures one system has as another, over their whole fault spaces.
///
/// The figure by which Schirmeier et al. compare (see `FailureCount`). The interval is the exact
/// conditional one for two Poisson counts (J. Przyborowski, H. Wilenski, "Homogeneity of Results in
/// Testing Samples from Poisson Series", Biometrika 31(3–4), 1940): of all failures seen, each is
/// the one system's with probability r a / (r a + b), where r is the ratio and a and b say how many
/// trials stand for one fault; the interval of Clopper and Pearson on this split is one on r. It is
/// right without any approximation however few failures there are, and with none on one side it is
/// simply open there.
///
/// Deviation: counts are binomial. These vary less than Poisson ones, so it held the ratio at least
/// as often as it says for all rates that were tried, and is wider than it need be by about
/// 1 / √(1 − p): 5 % where one trial in ten fails, 40 % where every second does. For a claim this
/// is the right side to err on. A score interval (P. A. R. Koopman, "Confidence Intervals for the
/// Ratio of Two Binomial Proportions", Biometrics 40(2), 1984) is narrower there, but holds it less
/// often than it says for some rates.
///
/// Where trials resemble each other the split is that of as many fewer failures as trials tell
/// less (`ClusteredBinomial`).
package struct FailureRatio: Equatable, Sendable {
    package let numerator: FailureCount
    package let denominator: FailureCount

    /// - Returns: nil where neither has a failure: any ratio is possible.
    package init?(of numerator: FailureCount, to denominator: FailureCount) {
        if numerator.failures == 0, denominator.failures == 0 { return nil }
        self.numerator = numerator
        self.denominator = denominator
    }

    /// nil where the denominator has no failure.
    package var value: Double? {
        denominator.failures == 0 ? nil : numerator.value / denominator.value
    }

    /// Where it does not hold 1, the systems differ.
    ///
    /// - Parameters:
    ///   - confidence: above 0, below 1.
    ///   - effect: how many trials do for one independent trial, at least 1; of two systems the
    ///     larger one.
    package func interval(
        confidence: Double, designEffect effect: Double = 1
    ) -> RatioInterval {
        precondition(effect >= 1, "a design effect of \(effect)")
        let split = Binomial.clopperPearson(
            effective: Double(numerator.failures) / effect,
            of: Double(numerator.failures + denominator.failures) / effect,
            confidence: confidence)
        let scale =
            numerator.weight / Double(numerator.trials)
            / (denominator.weight / Double(denominator.trials))
        return RatioInterval(
            low: scale * split.low / (1 - split.low),
            high: split.high == 1 ? nil : scale * split.high / (1 - split.high))
    }
}

/// Student's t distribution, for spreads that were themselves estimated from few observations.
package enum StudentT {
    /// Where the distribution function reaches a probability.
    ///
    /// P(|T| ≤ t) = I_y(½, ν/2) with y = t² / (ν + t²) (Abramowitz & Stegun, "Handbook of
    /// Mathematical Functions", 1964, 26.7.1 and 26.5.27).
    ///
    /// - Parameters:
    ///   - probability: above 0, below 1.
    ///   - degreesOfFreedom: at least 1.
    package static func quantile(_ probability: Double, degreesOfFreedom: Int) -> Double {
        precondition(
            degreesOfFreedom >= 1 && probability > 0 && probability < 1,
            "\(probability) with \(degreesOfFreedom)")
        if probability < 0.5 {
            return -quantile(1 - probability, degreesOfFreedom: degreesOfFreedom)
        }
        let degrees = Double(degreesOfFreedom)
        let share = IncompleteBeta.inverse(2 * probability - 1, 0.5, degrees / 2)
        return (degrees * share / (1 - share)).squareRoot()
    }
}

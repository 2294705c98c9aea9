/// How many faults to draw at random for a rate that is known to within a margin, before anything
/// was measured.
///
/// R. Leveugle, A. Calvez, P. Maistri, P. Vanhauwaert, "Statistical Fault Injection: Quantified
/// Error and Confidence", DATE 2009: n = N / (1 + e² (N − 1) / (t² p (1 − p))), for faults drawn
/// without replacement from a fault space of N. It is a plan by the normal approximation, no
/// interval: what was measured then gets one of its own.
///
/// Deviation: the quantile t is not rounded. The paper's table cuts it to four decimals, so that
/// ± 0.5 % at 99 % of an unbounded space comes out one lower there: 66,348 and not 66,349.
package struct SampleSize: Equatable, Sendable {
    /// The number of possible faults, at least 1; nil when it is so large, or so often drawn from
    /// with replacement, that it does not matter.
    package let faultSpace: Int?
    /// Above 0, below 1.
    package let confidence: Double
    /// The rate that is expected, above 0, below 1. One half needs most trials, and is right when
    /// nothing is known.
    package let expectedRate: Double

    package init(faultSpace: Int?, confidence: Double, expectedRate: Double = 0.5) {
        precondition((faultSpace ?? 1) >= 1, "a fault space of \(faultSpace ?? 0)")
        precondition(expectedRate > 0 && expectedRate < 1, "an expected rate of \(expectedRate)")
        precondition(confidence > 0 && confidence < 1, "a confidence of \(confidence)")
        self.faultSpace = faultSpace
        self.confidence = confidence
        self.expectedRate = expectedRate
    }

    /// The smallest number of trials whose margin is not above the one asked for.
    ///
    /// - Parameter margin: half the width of the interval, as a rate: 0.01 is ± 1 %. Above 0.
    package func trials(margin: Double) -> Int {
        precondition(margin > 0, "a margin of \(margin)")
        let unbounded = spread / (margin * margin)
        guard let faultSpace else { return max(1, Int(unbounded.rounded(.up))) }
        let faults = Double(faultSpace)
        let needed = faults / (1 + (faults - 1) / unbounded)
        return min(faultSpace, max(1, Int(needed.rounded(.up))))
    }

    /// The margin that so many trials reach, as a rate; 0 where all possible faults were put.
    ///
    /// - Parameter trials: at least 1, at most the fault space.
    package func margin(trials: Int) -> Double {
        precondition(trials >= 1 && trials <= faultSpace ?? .max, "\(trials) trials")
        guard let faultSpace else { return (spread / Double(trials)).squareRoot() }
        guard trials < faultSpace else { return 0 }
        let unsampled = Double(faultSpace - trials) / Double(faultSpace - 1)
        return (spread * unsampled / Double(trials)).squareRoot()
    }

    /// t² p (1 − p).
    private var spread: Double {
        let quantile = Normal.quantile((1 + confidence) / 2)
        return quantile * quantile * expectedRate * (1 - expectedRate)
    }
}

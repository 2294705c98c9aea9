import Foundation

/// What follows from trials that all went well, with independent trials: P(no failure in n) is
/// (1 − p)^n, so n, p and the confidence each follow from the other two. The rate that was shown
/// after n trials is `Binomial.zeroFailureBound`; the other two are here.
///
/// The "rule of three" (J. A. Hanley, A. Lippman-Hand, "If Nothing Goes Wrong, Is Everything All
/// Right?", Journal of the American Medical Association 249(13), 1983), without its approximation.
/// Trials that share a demand or a mutant are not independent: `ClusteredBinomial`.
package enum ZeroFailures {
    /// The smallest number of trials that, all without a failure, show the rate to be at most
    /// `rate`: 299, 2,995 and 29,956 at 95 % for 1 %, 0.1 % and 0.01 %.
    ///
    /// - Parameters:
    ///   - rate: above 0, below 1.
    ///   - confidence: above 0, below 1; one-sided.
    package static func trials(toShow rate: Double, confidence: Double) -> Int {
        precondition(rate > 0 && rate < 1, "a rate of \(rate)")
        precondition(confidence > 0 && confidence < 1, "a confidence of \(confidence)")
        let exact = log1p(-confidence) / log1p(-rate)
        var trials = max(1, Int(exact.rounded(.up)))
        // The quotient may lie a rounding error beside a whole number, on either side.
        func shows(_ trials: Int) -> Bool {
            Binomial.zeroFailureBound(total: trials, confidence: confidence) <= rate
        }
        if trials > 1, shows(trials - 1) { trials -= 1 }
        if !shows(trials) { trials += 1 }
        return trials
    }

    /// The confidence, one-sided, with which so many trials without a failure show the rate to be
    /// at most `rate`.
    ///
    /// - Parameters:
    ///   - rate: 0 ... 1.
    ///   - trials: at least 0.
    package static func confidence(in rate: Double, after trials: Int) -> Double {
        precondition(0...1 ~= rate && trials >= 0, "a rate of \(rate), \(trials) trials")
        return trials == 0 ? 0 : -expm1(Double(trials) * log1p(-rate))
    }
}

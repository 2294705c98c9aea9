import Foundation

/// Exact statements about one version's failures, counted on demands drawn independently.
package enum Binomial {
    /// The interval of C. J. Clopper, E. S. Pearson, "The Use of Confidence or Fiducial Limits
    /// Illustrated in the Case of the Binomial", Biometrika 26(4), 1934. Covers at least as often
    /// as it says, whatever the rate.
    ///
    /// - Parameters:
    ///   - count: 0 ... total.
    ///   - total: above 0.
    ///   - confidence: above 0, below 1.
    package static func clopperPearson(
        _ count: Int, of total: Int, confidence: Double
    ) -> Interval {
        precondition(total > 0 && 0...total ~= count, "\(count) of \(total)")
        return clopperPearson(
            effective: Double(count), of: Double(total), confidence: confidence)
    }

    /// The same for counts that need not be whole, as effective ones are; for whole ones it is
    /// that of Clopper and Pearson (`ClusteredBinomial` says who proposed this).
    ///
    /// - Parameters:
    ///   - count: 0 ... total.
    ///   - total: above 0.
    ///   - confidence: above 0, below 1.
    package static func clopperPearson(
        effective count: Double, of total: Double, confidence: Double
    ) -> Interval {
        precondition(total > 0 && 0...total ~= count, "\(count) of \(total)")
        let tail = (1 - confidence) / 2
        let low = count == 0 ? 0 : IncompleteBeta.inverse(tail, count, total - count + 1)
        let high = count == total ? 1 : IncompleteBeta.inverse(1 - tail, count + 1, total - count)
        return Interval(low: low, high: high)
    }

    /// The largest rate that still lets `total` demands pass without a failure with probability
    /// 1 − `confidence`: one-sided, 1 − (1 − C)^(1/n), about 3/n at 95 %.
    package static func zeroFailureBound(total: Int, confidence: Double) -> Double {
        -expm1(log1p(-confidence) / Double(total))
    }

    /// P(X ≥ count) of a binomial X.
    package static func atLeast(_ count: Int, of total: Int, rate: Double) -> Double {
        if count <= 0 { return 1 }
        if count > total { return 0 }
        return IncompleteBeta.value(rate, Double(count), Double(total - count + 1))
    }
}

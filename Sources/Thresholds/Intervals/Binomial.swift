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
        let tail = (1 - confidence) / 2
        let low =
            count == 0
            ? 0 : inverse(tail, Double(count), Double(total - count + 1))
        let high =
            count == total
            ? 1 : inverse(1 - tail, Double(count + 1), Double(total - count))
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
        return incompleteBeta(rate, Double(count), Double(total - count + 1))
    }

    /// Where the regularised incomplete beta function reaches `value`; by bisection, to the last
    /// bit or so.
    private static func inverse(_ value: Double, _ alpha: Double, _ beta: Double) -> Double {
        var low = 0.0
        var high = 1.0
        for _ in 0..<200 {
            let middle = (low + high) / 2
            guard middle > low, middle < high else { break }
            if incompleteBeta(middle, alpha, beta) < value { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }

    /// The regularised incomplete beta function I_x(α, β) by its continued fraction (Abramowitz &
    /// Stegun, "Handbook of Mathematical Functions", 1964, 26.5.8), evaluated by Lentz's method.
    static func incompleteBeta(_ x: Double, _ alpha: Double, _ beta: Double) -> Double {
        if x <= 0 { return 0 }
        if x >= 1 { return 1 }
        if x > (alpha + 1) / (alpha + beta + 2) { return 1 - incompleteBeta(1 - x, beta, alpha) }
        let logFront =
            lgamma(alpha + beta) - lgamma(alpha) - lgamma(beta) + alpha * log(x)
            + beta * log1p(-x)
        return exp(logFront) / (alpha * fraction(x, alpha, beta))
    }

    private static func fraction(_ x: Double, _ alpha: Double, _ beta: Double) -> Double {
        let tiny = 1e-300
        var value = 1.0
        var upper = 1.0
        var lower = 0.0
        for step in 1...10_000 {
            let half = Double(step / 2)
            let numerator =
                step % 2 == 1
                ? -(alpha + half) * (alpha + beta + half) * x
                    / ((alpha + 2 * half) * (alpha + 2 * half + 1))
                : half * (beta - half) * x / ((alpha + 2 * half - 1) * (alpha + 2 * half))
            lower = 1 + numerator * lower
            if abs(lower) < tiny { lower = tiny }
            lower = 1 / lower
            upper = 1 + numerator / upper
            if abs(upper) < tiny { upper = tiny }
            let change = upper * lower
            value *= change
            if abs(change - 1) < 1e-15 { break }
        }
        return value
    }
}

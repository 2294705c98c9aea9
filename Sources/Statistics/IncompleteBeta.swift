import Foundation

/// The regularised incomplete beta function and its inverse: what the ends of exact intervals are
/// made of.
enum IncompleteBeta {
    /// The regularised incomplete beta function I_x(α, β) by its continued fraction (Abramowitz &
    /// Stegun, "Handbook of Mathematical Functions", 1964, 26.5.8), evaluated by Lentz's method.
    static func value(_ x: Double, _ alpha: Double, _ beta: Double) -> Double {
        if x <= 0 { return 0 }
        if x >= 1 { return 1 }
        if x > (alpha + 1) / (alpha + beta + 2) { return 1 - value(1 - x, beta, alpha) }
        let logFront =
            lgamma(alpha + beta) - lgamma(alpha) - lgamma(beta) + alpha * log(x)
            + beta * log1p(-x)
        return exp(logFront) / (alpha * fraction(x, alpha, beta))
    }

    private static func fraction(_ x: Double, _ alpha: Double, _ beta: Double) -> Double {
        let tiny = 1e-300
        var result = 1.0
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
            result *= change
            if abs(change - 1) < 1e-15 { break }
        }
        return result
    }

    /// Where the regularised incomplete beta function reaches a probability; by bisection, to the
    /// last bit or so.
    static func inverse(_ probability: Double, _ alpha: Double, _ beta: Double) -> Double {
        var low = 0.0
        var high = 1.0
        for _ in 0..<200 {
            let middle = (low + high) / 2
            guard middle > low, middle < high else { break }
            if value(middle, alpha, beta) < probability { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }
}

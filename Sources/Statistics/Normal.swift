import Foundation

/// The standard normal distribution.
package enum Normal {
    /// P(Z ≤ value).
    package static func cumulative(_ value: Double) -> Double {
        erfc(-value / 2.0.squareRoot()) / 2
    }

    /// Where `cumulative` reaches a probability above 0 and below 1; by bisection.
    package static func quantile(_ probability: Double) -> Double {
        var low = -40.0
        var high = 40.0
        for _ in 0..<100 {
            let middle = (low + high) / 2
            if cumulative(middle) < probability { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }
}

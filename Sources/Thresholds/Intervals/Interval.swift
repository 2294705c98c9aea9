/// A confidence interval of a rate, or of another figure.
package struct Interval: Codable, Equatable, Sendable {
    package var low: Double
    package var high: Double

    package init(low: Double, high: Double) {
        self.low = low
        self.high = high
    }

    /// The percentile interval of a sample (Efron & Tibshirani, "An Introduction to the
    /// Bootstrap", 1993, chapter 13), between its order statistics by linear interpolation.
    ///
    /// - Parameter confidence: above 0, below 1.
    /// - Returns: nil for an empty sample.
    package init?(percentileOf sample: [Double], confidence: Double) {
        guard !sample.isEmpty else { return nil }
        let sorted = sample.sorted()
        func quantile(_ part: Double) -> Double {
            let place = part * Double(sorted.count - 1)
            let below = Int(place)
            let above = min(below + 1, sorted.count - 1)
            return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
        }
        low = quantile((1 - confidence) / 2)
        high = quantile((1 + confidence) / 2)
    }
}

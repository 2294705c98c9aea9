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
        self.init(
            sample, from: (1 - confidence) / 2, to: (1 + confidence) / 2)
    }

    /// The BCa interval (same book, chapter 14): percentiles moved for the bias of the resamples
    /// and for how fast the figure's spread grows with the figure.
    ///
    /// - Parameters:
    ///   - observed: the figure of the recorded answers.
    ///   - influences: of each unit that was sampled, from the jackknife; they may be of several
    ///     samples, on one scale. None of them NaN.
    /// - Returns: the percentile interval where all resamples lie on one side of the figure; nil
    ///   for an empty sample.
    package init?(
        bcaOf sample: [Double], observed: Double, influences: [Double], confidence: Double
    ) {
        let below = sample.reduce(0.0) { $0 + ($1 < observed ? 1 : $1 == observed ? 0.5 : 0) }
        guard below > 0, below < Double(sample.count) else {
            self.init(percentileOf: sample, confidence: confidence)
            return
        }
        let squares = influences.reduce(0) { $0 + $1 * $1 }
        let cubes = influences.reduce(0) { $0 + $1 * $1 * $1 }
        let acceleration = squares > 0 ? cubes / (6 * squares * squares.squareRoot()) : 0
        let bias = Normal.quantile(below / Double(sample.count))
        func moved(_ part: Double) -> Double {
            let shift = bias + Normal.quantile(part)
            let denominator = 1 - acceleration * shift
            guard denominator > 0 else { return shift > 0 ? 1 : 0 }
            return Normal.cumulative(bias + shift / denominator)
        }
        self.init(
            sample, from: moved((1 - confidence) / 2), to: moved((1 + confidence) / 2))
    }

    private init?(_ sample: [Double], from first: Double, to last: Double) {
        guard !sample.isEmpty else { return nil }
        let sorted = sample.sorted()
        func quantile(_ part: Double) -> Double {
            let place = part * Double(sorted.count - 1)
            let below = Int(place)
            let above = min(below + 1, sorted.count - 1)
            return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
        }
        low = quantile(first)
        high = quantile(last)
    }
}

/// A confidence interval of a ratio, which need not end.
package struct RatioInterval: Codable, Equatable, Sendable {
    /// At least 0.
    package var low: Double
    /// nil: however large, the data do not speak against it.
    package var high: Double?

    package init(low: Double, high: Double?) {
        self.low = low
        self.high = high
    }

    package func contains(_ ratio: Double) -> Bool {
        low <= ratio && ratio <= high ?? .infinity
    }
}

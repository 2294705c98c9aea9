/// A budget of restarts for the whole ensemble: a token bucket.
package struct StormPolicy: Equatable, Sendable, Codable {
    /// Restarts at once, before the budget is used up.
    package var restarts = 20
    /// One more each so many nanoseconds.
    package var everyNanoseconds: UInt64 = 3_000_000_000

    package init() {}

    package init(restarts: Int, everyNanoseconds: UInt64) {
        self.restarts = restarts
        self.everyNanoseconds = everyNanoseconds
    }

    /// From empty to full. A replica's first loss in this time is mended at once, budget or not,
    /// so that no more than one restart a replica is added to the budget in any such time.
    package var windowNanoseconds: UInt64 {
        let (product, isTooLong) = everyNanoseconds.multipliedReportingOverflow(
            by: UInt64(max(0, restarts)))
        return isTooLong ? .max : product
    }
}

/// Which trials are run before it is asked again whether a campaign is to stop.
///
/// What is asked of results is asked after the same numbers of trials whoever runs them, on however
/// many threads. The clock is looked at more often where trials take long; a batch is run as a
/// whole all the same, for within one trials are in no order of chance.
package struct BatchPlan {
    /// Trials between two looks at the results.
    package static let each: UInt64 = 10_000
    private static let least: UInt64 = 20

    package struct Batch {
        package var trials: ClosedRange<UInt64>
        /// Before it.
        package var question: CampaignDriver.Question
    }

    private let all: ClosedRange<UInt64>
    private let seconds: Double?
    private var first: UInt64
    /// Trials a second; nil before any were run.
    private var rate: Double?

    /// - Parameters:
    ///   - seconds: that a batch is to take, about; nil: whatever it takes.
    package init(_ all: ClosedRange<UInt64>, seconds: Double?) {
        (self.all, self.seconds, first) = (all, seconds, all.lowerBound)
    }

    /// Nil when all were given.
    package mutating func next() -> Batch? {
        guard first <= all.upperBound else { return nil }
        let isBorder = (first - all.lowerBound) % Self.each == 0
        let border = first + Self.each - (first - all.lowerBound) % Self.each
        let last = min(all.upperBound, border - 1, first + count - 1)
        defer { first = last + 1 }
        return Batch(
            trials: first...last, question: isBorder ? .enough(upTo: first - 1) : .late)
    }

    /// - Parameters:
    ///   - trials: of the last batch that were really run.
    ///   - seconds: that they took.
    package mutating func note(_ trials: Int, seconds: Double) {
        if trials > 0 { rate = Double(trials) / max(seconds, 1e-6) }
    }

    private var count: UInt64 {
        guard let seconds else { return Self.each }
        guard let rate else { return Self.least }
        return UInt64(min(Double(Self.each), max(Double(Self.least), rate * seconds)))
    }
}

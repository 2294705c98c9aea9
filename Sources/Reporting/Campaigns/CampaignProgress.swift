import Statistics

/// How far a campaign is, as a line that fits.
package struct CampaignProgress {
    /// Trials that are wanted, and those of them that are there, with those of earlier parts.
    package var all: UInt64
    package var finished: UInt64
    /// What went out by the ensemble's own vote, or out of the ensemble that ran, by name.
    package var outcomes: [String: UInt64]
    /// Trials a second of this part; nil before the first are done.
    package var rate: Double?
    /// Of the interval; nil where trials are the whole space, of which there is none.
    package var confidence: Double?

    package init(
        all: UInt64, finished: UInt64, outcomes: [String: UInt64], confidence: Double?
    ) {
        (self.all, self.finished) = (all, finished)
        (self.outcomes, self.confidence) = (outcomes, confidence)
    }

    package static let gravest = "silent wrong output"
    /// Excluded from what is counted.
    private static let excluded = "harness error"
    private static let barWidth = 20

    /// What matters less and has no room is left out.
    ///
    /// - Parameter columns: that it may have.
    package func line(columns: Int) -> String {
        let parts = [place, pace, wrong] + others
        var line = bar
        for part in parts where !part.isEmpty {
            let longer = line + (line.isEmpty ? "" : "  ") + part
            if longer.count > columns { break }
            line = longer
        }
        return line
    }

    private var share: Double { all == 0 ? 1 : Double(min(finished, all)) / Double(all) }

    private var bar: String {
        let full = Int(share * Double(Self.barWidth))
        return "[" + String(repeating: "#", count: full)
            + String(repeating: ".", count: Self.barWidth - full) + "]"
    }

    private var place: String { "\(Int(share * 100)) % of \(all) trials" }

    private var pace: String {
        guard let rate, rate > 0 else { return "" }
        let left = Double(all - min(all, finished)) / rate
        return "\(Self.pace(rate))/s, \(Self.time(left)) left"
    }

    private var counted: UInt64 {
        outcomes.reduce(0) { $0 + ($1.key == Self.excluded ? 0 : $1.value) }
    }

    private var wrong: String {
        let count = outcomes[Self.gravest] ?? 0
        guard let confidence, counted > 0 else { return "\(count) silent wrong" }
        let interval = Wilson.interval(Int(count), of: Int(counted), confidence: confidence)
        return "\(count) silent wrong (\(Figures.percent(interval, 3)) %)"
    }

    /// The most frequent first.
    private var others: [String] {
        outcomes.filter { $0.key != Self.gravest && $0.value > 0 && counted > 0 }
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { "\($0.key) \(Figures.percent(Double($0.value) / Double(counted), 1)) %" }
    }

    /// Trials a second, without the unit.
    package static func pace(_ rate: Double) -> String {
        Figures.fixed(rate, rate < 10 ? 1 : 0)
    }

    /// Two units at most: `5 h 12 min`.
    package static func time(_ seconds: Double) -> String {
        guard seconds < 1e9 else { return "years" }
        let whole = Int(seconds.rounded(.up))
        if whole < 60 { return "\(whole) s" }
        if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
        return "\(whole / 3600) h \(whole % 3600 / 60) min"
    }
}

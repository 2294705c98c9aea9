import Reporting
import Statistics

/// What votes came to in the whole space of faults.
extension VoteCounter {
    /// Wrong outputs in the whole space. Nothing wrong comes of a fault that is never in use: such
    /// trials count here, though they are in no share.
    func failures(of cells: [VerdictCounts.Cell]) -> Double {
        if confidence == nil { return Double(cells.wrong) }
        if isStratified, let failures = failuresByLine(cells) { return failures }
        let trials = cells.trials + counts.unjudged.values.reduce(0, +)
        return FailureCount(
            weight: Double(max(1, points)), failures: Int(cells.wrong), trials: Int(trials)
        ).value
    }

    /// Nil where a line of the space has no trial yet.
    private func failuresByLine(_ cells: [VerdictCounts.Cell]) -> Double? {
        var failures = 0.0
        for (line, points, cells) in lines(of: cells) {
            let trials = cells.trials + (counts.unjudged[line] ?? 0)
            if trials == 0 { return nil }
            failures += Double(points) * Double(cells.wrong) / Double(trials)
        }
        return failures
    }

    /// Of lines that have points, in their order.
    private func lines(
        of cells: [VerdictCounts.Cell]
    ) -> [(line: Int64, points: UInt64, cells: [VerdictCounts.Cell])] {
        let byLine = Dictionary(grouping: cells, by: \.line)
        return linePoints.filter { $0.value > 0 }.sorted { $0.key < $1.key }.map {
            ($0.key, $0.value, byLine[$0.key] ?? [])
        }
    }

    /// The share of those faults that can be in use: a line weighs as much as it has of them, as
    /// far as its trials show.
    ///
    /// - Returns: nil where trials are drawn evenly, and where a line of the space has none yet.
    func estimate(of cells: [VerdictCounts.Cell]) -> StratifiedEstimate? {
        guard isStratified, confidence != nil else { return nil }
        var strata: [Stratum] = []
        for (line, points, cells) in lines(of: cells) {
            let judged = Double(cells.trials)
            if judged == 0 { return nil }
            let inUse = judged / (judged + Double(counts.unjudged[line] ?? 0))
            strata.append(
                Stratum(
                    weight: Double(points) * inUse, failures: Int(cells.wrong),
                    trials: Int(cells.trials)))
        }
        return StratifiedEstimate(strata)
    }

    func ratio(
        of cells: [VerdictCounts.Cell], to alone: [VerdictCounts.Cell]
    ) -> CampaignFigures.Ratio? {
        guard let own = trials(of: cells), let other = trials(of: alone) else { return nil }
        func effect(_ confidence: Double) -> Double {
            max(
                own.trialsForOne(confidence: confidence),
                other.trialsForOne(confidence: confidence))
        }
        if let confidence, let one = estimate(of: cells), let two = estimate(of: alone) {
            let each = StratifiedRatio.confidence(ofEach: confidence)
            return StratifiedRatio(of: one, to: two).map {
                Self.figure(
                    $0.value, $0.interval(confidence: confidence, designEffect: effect(each)))
            }
        }
        guard let ratio = FailureRatio(of: count(own), to: count(other)) else { return nil }
        let interval = confidence.map {
            ratio.interval(confidence: $0, designEffect: effect($0))
        }
        return Self.figure(
            ratio.value, interval ?? RatioInterval(low: ratio.value ?? 0, high: ratio.value))
    }

    /// Of shares: of the trials that were judged.
    private func count(_ trials: ClusteredBinomial) -> FailureCount {
        FailureCount(
            weight: Double(max(1, points)), failures: trials.failures, trials: trials.trials)
    }

    private static func figure(
        _ value: Double?, _ interval: RatioInterval
    ) -> CampaignFigures.Ratio {
        CampaignFigures.Ratio(to: alone, value: value, low: interval.low, high: interval.high)
    }
}

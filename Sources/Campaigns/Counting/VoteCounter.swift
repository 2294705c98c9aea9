import Reporting
import Statistics

/// Makes shares, bounds and ratios of what each vote came to.
struct VoteCounter {
    private let counts: VerdictCounts
    private let names: [String]
    /// Nil where everything was counted.
    private let confidence: Double?
    private let isStratified: Bool
    /// Of the space, and of each line by its number.
    private let points: UInt64
    private let linePoints: [Int64: UInt64]

    /// - Parameter names: of the votes, in their order.
    init(
        _ counts: VerdictCounts, names: [String], figures: CampaignFigures,
        linePoints: [Int64: UInt64]
    ) {
        (self.counts, self.names, self.linePoints) = (counts, names, linePoints)
        (confidence, points) = (figures.intervalConfidence, figures.points)
        isStratified = figures.sampling == "stratified"
    }

    func votes() -> [CampaignFigures.Vote] {
        let alone = counts.cells(of: Self.alone)
        return names.compactMap { name in
            let cells = counts.cells(of: name)
            guard let trials = trials(of: cells) else { return nil }
            let wrong = share(cells.wrong, cells)
            let bounds = confidence.map { trials.upperBounds(confidence: $0) }
            var vote = CampaignFigures.Vote(
                vote: name, outcomes: cells.outcomes, wrong: wrong,
                failed: share(cells.failed, cells), bound: bounds?.overTrials ?? wrong.high,
                demandBound: bounds?.overClusters ?? wrong.high,
                demandsWrong: UInt64(trials.clusters.count { $0.failures > 0 }),
                failures: failures(trials).value)
            if let confidence, let estimate = estimate(of: cells) {
                let interval = estimate.interval(
                    confidence: confidence, designEffect: effect(trials, confidence))
                vote.estimate = CampaignFigures.Estimate(
                    value: estimate.rate, low: interval.low, high: interval.high)
                vote.failures = Double(points) * estimate.rate
                vote.bound = estimate.upperBound(
                    confidence: confidence, designEffect: effect(trials, 2 * confidence - 1))
            }
            if name != Self.alone { vote.ratio = ratio(of: cells, to: alone) }
            return vote
        }
    }

    func lineVotes(_ line: Int64) -> [CampaignFigures.LineVote] {
        let own = counts.cells.filter { $0.line == line }
        return names.map { name in
            let cells = own.filter { $0.vote == name }
            return CampaignFigures.LineVote(
                vote: name, wrong: share(cells.wrong, cells), failed: share(cells.failed, cells))
        }
    }

    func outcomes(_ line: Int64) -> [CampaignFigures.Count] {
        counts.cells(of: names.first ?? "").filter { $0.line == line }.outcomes
    }

    /// By the first vote; those with most silent wrong outputs first.
    func demands() -> [CampaignFigures.DemandCount] {
        let cells = counts.cells(of: names.first ?? "")
        return Dictionary(grouping: cells, by: \.demand).map { demand, cells in
            CampaignFigures.DemandCount(
                demand: UInt64(demand), wrong: share(cells.wrong, cells),
                failed: share(cells.failed, cells))
        }
        .sorted {
            ($1.wrong.count, $1.failed.count, $0.demand)
                < ($0.wrong.count, $0.failed.count, $1.demand)
        }
    }

    private static let alone = VoteSize.alone.description

    private func share(_ count: UInt64, _ cells: [VerdictCounts.Cell]) -> CampaignFigures.Share {
        CampaignFigures.Share(count, of: cells.trials, confidence: confidence)
    }

    /// Trials at one demand are alike.
    private func trials(of cells: [VerdictCounts.Cell]) -> ClusteredBinomial? {
        let clusters = Dictionary(grouping: cells, by: \.demand).sorted { $0.key < $1.key }
        return ClusteredBinomial(
            clusters.map { _, cells in
                ClusteredBinomial.Cluster(failures: Int(cells.wrong), trials: Int(cells.trials))
            })
    }

    private func failures(_ trials: ClusteredBinomial) -> FailureCount {
        FailureCount(
            weight: Double(max(1, points)), failures: trials.failures, trials: trials.trials)
    }

    /// Nil where trials are drawn evenly, and where a line of the space has none yet.
    private func estimate(of cells: [VerdictCounts.Cell]) -> StratifiedEstimate? {
        guard isStratified, confidence != nil else { return nil }
        let byLine = Dictionary(grouping: cells, by: \.line)
        let strata = linePoints.filter { $0.value > 0 }.map { line, points in
            let cells = byLine[line] ?? []
            return Stratum(
                weight: Double(points), failures: Int(cells.wrong), trials: Int(cells.trials))
        }
        return StratifiedEstimate(strata)
    }

    /// How many trials do for one, as far as those of one demand resemble each other.
    private func effect(_ trials: ClusteredBinomial, _ confidence: Double) -> Double {
        max(1, Double(trials.trials) / trials.effectiveTrials(confidence: confidence))
    }

    private func ratio(
        of cells: [VerdictCounts.Cell], to alone: [VerdictCounts.Cell]
    ) -> CampaignFigures.Ratio? {
        if let confidence, let own = estimate(of: cells), let other = estimate(of: alone) {
            return StratifiedRatio(of: own, to: other).map { ratio in
                let interval = ratio.interval(confidence: confidence)
                return CampaignFigures.Ratio(
                    to: Self.alone, value: ratio.value, low: interval.low, high: interval.high)
            }
        }
        guard let failures = trials(of: cells).map(failures),
            let alone = trials(of: alone).map(self.failures),
            let ratio = FailureRatio(of: failures, to: alone)
        else { return nil }
        guard let confidence else {
            return CampaignFigures.Ratio(
                to: Self.alone, value: ratio.value, low: ratio.value ?? 0, high: ratio.value)
        }
        let interval = ratio.interval(confidence: confidence)
        return CampaignFigures.Ratio(
            to: Self.alone, value: ratio.value, low: interval.low, high: interval.high)
    }
}

import Reporting
import Statistics

/// Makes shares and bounds of what each vote came to.
struct VoteCounter {
    let counts: VerdictCounts
    private let names: [String]
    /// Nil where what is counted are faults of a space, and not a sample.
    let confidence: Double?
    private let isPartial: Bool
    let isStratified: Bool
    /// Of the space, and of each line by its number.
    let points: UInt64
    let linePoints: [Int64: UInt64]

    /// - Parameter names: of the votes, in their order.
    init(
        _ counts: VerdictCounts, names: [String], figures: CampaignFigures,
        linePoints: [Int64: UInt64]
    ) {
        (self.counts, self.names, self.linePoints) = (counts, names, linePoints)
        (confidence, points) = (figures.intervalConfidence, figures.points)
        isPartial = figures.isPartial
        isStratified = figures.sampling == "stratified"
    }

    func votes() -> [CampaignFigures.Vote] {
        let alone = counts.cells(of: Self.alone)
        return names.compactMap { name in
            let cells = counts.cells(of: name)
            guard let trials = trials(of: cells) else { return nil }
            let wrong = share(cells.wrong, cells)
            let bounds = confidence.map { trials.upperBounds(confidence: $0) }
            // Of the rest of a space anything is possible.
            let counted = isPartial ? 1 : wrong.high
            var vote = CampaignFigures.Vote(
                vote: name, outcomes: cells.outcomes, wrong: wrong,
                failed: share(cells.failed, cells), bound: bounds?.overTrials ?? counted,
                demandBound: bounds?.overClusters ?? counted,
                demandsWrong: UInt64(trials.clusters.count { $0.failures > 0 }),
                failures: failures(of: cells))
            if let confidence, let estimate = estimate(of: cells) {
                let interval = estimate.interval(
                    confidence: confidence,
                    designEffect: trials.trialsForOne(confidence: confidence))
                vote.estimate = CampaignFigures.Estimate(
                    value: estimate.rate, low: interval.low, high: interval.high)
                vote.bound = estimate.upperBound(
                    confidence: confidence,
                    designEffect: trials.trialsForOne(confidence: 2 * confidence - 1))
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

    static let alone = VoteSize.alone.description

    private func share(_ count: UInt64, _ cells: [VerdictCounts.Cell]) -> CampaignFigures.Share {
        CampaignFigures.Share(count, of: cells.trials, confidence: confidence)
    }

    /// Trials at one demand are alike.
    func trials(of cells: [VerdictCounts.Cell]) -> ClusteredBinomial? {
        let clusters = Dictionary(grouping: cells, by: \.demand).sorted { $0.key < $1.key }
        return ClusteredBinomial(
            clusters.map { _, cells in
                ClusteredBinomial.Cluster(failures: Int(cells.wrong), trials: Int(cells.trials))
            })
    }
}

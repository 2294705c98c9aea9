import FaultInjection
import Statistics

/// Which trials a campaign has: any of them by its number alone, so that parts of a campaign can be
/// run anywhere, in any order, and again.
package struct TrialPlan: Sendable {
    package let space: FaultSpace
    /// Of a pruned campaign, the whole of it or a sample.
    package let pruned: PrunedSpace?
    private let sample: PrunedSample?
    /// How many there are.
    package let count: UInt64
    private let sampling: Campaign.Sampling
    private let seed: UInt64
    /// Of a stratified campaign the line of each trial in turn; empty lines get none.
    private let turns: [Int]
    private let trialsOfLine: [UInt64]

    /// - Parameter pruned: what a pruned campaign needs that is whole; `sample`: one that is not.
    package init(
        _ campaign: Campaign, space: FaultSpace, pruned: PrunedSpace? = nil,
        sample: PrunedSample? = nil
    ) {
        (self.space, self.pruned, self.sample) = (space, pruned, sample)
        sampling = campaign.sampling
        seed = campaign.seed
        let turns = Self.turns(campaign, space)
        self.turns = turns
        let isEmpty = space.size == 0
        let count =
            isEmpty
            ? 0 : campaign.isWhole ? pruned?.trialCount ?? space.size : campaign.trials
        self.count = count
        trialsOfLine = campaign.lines.indices.map { line in
            guard campaign.sampling == .stratified, !turns.isEmpty else { return 0 }
            let rest = Int(count % UInt64(turns.count))
            let whole = count / UInt64(turns.count) * UInt64(turns.count { $0 == line })
            return whole + UInt64(turns[..<rest].count { $0 == line })
        }
    }

    /// Lines take turns, each as often as its share says, spread evenly.
    private static func turns(_ campaign: Campaign, _ space: FaultSpace) -> [Int] {
        guard campaign.sampling == .stratified else { return [] }
        let lines = campaign.lines.indices.filter { !space.lines[$0].isEmpty }
        let total = lines.reduce(0) { $0 + campaign.lines[$1].share }
        var credit = Array(repeating: 0, count: campaign.lines.count)
        return (0..<total).map { _ in
            for line in lines { credit[line] += Int(campaign.lines[line].share) }
            let next = lines.max { credit[$0] < credit[$1] } ?? 0
            credit[next] -= Int(total)
            return next
        }
    }

    /// - Parameter id: 1...count.
    /// - Complexity: O(log strata).
    package func trial(_ id: UInt64) -> Trial {
        precondition(1...count ~= id, "trial \(id) of \(count)")
        if let pruned { return pruned.trial(id) }
        var draws = SeededDraws(seed: seed ^ (id &* 0x9E37_79B9_7F4A_7C15))
        let range: Range<UInt64>
        var weight = Double(space.size) / Double(count)
        switch sampling {
        case .exhaustive:
            range = (id - 1)..<id
            weight = 1
        case .uniform, .pruned: range = 0..<space.size
        case .stratified:
            let line = turns[Int((id - 1) % UInt64(turns.count))]
            range = space.lines[line]
            weight = Double(range.count) / Double(trialsOfLine[line])
        }
        let width = range.upperBound - range.lowerBound
        // The bias is at most width / 2⁶⁴.
        let number = range.lowerBound + draws.next().multipliedFullWidth(by: width).high
        let (stratum, point) = space.point(number)
        var trial = Trial(
            id: id, line: stratum.line, hit: stratum.hit, demand: stratum.demand, point: point,
            weight: weight)
        if let sample { trial.way = sample.way(number) }
        return trial
    }
}

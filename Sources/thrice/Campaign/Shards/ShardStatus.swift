import Campaigns
import Foundation

/// How far a campaign's shards are: what `thrice campaign status` tells.
struct ShardStatus: Encodable {
    struct Row: Encodable {
        /// As `3/40`.
        var shard: String
        /// `whole`, `running`, `stopped`, `absent` or `damaged`.
        var state: String
        var trials: UInt64
        var planned: UInt64?
        /// Silent wrong outputs of the ensemble's own vote.
        var wrong: UInt64
        /// Of a shard that is under way.
        var host: String?
        var secondsLeft: Double?
        /// Why it is damaged.
        var cause: String?
        /// What Slurm says of it.
        var slurm: String?
    }

    var schemaVersion = 1
    var name: String
    var seed: UInt64
    /// Of the campaign; nil where no shard knows yet.
    var planned: UInt64?
    var trials: UInt64 = 0
    var wrong: UInt64 = 0
    /// Shards that are whole.
    var whole: Int = 0
    /// With as many at work as now; nil where nobody is, or nothing is known of their work.
    var secondsLeft: Double?
    /// Of an array, where the campaign was handed to Slurm.
    var job: String?
    var shards: [Row] = []

    var isWhole: Bool { whole == shards.count }

    init(_ survey: ShardSurvey, name: String, seed: UInt64, queue: SlurmQueue?) {
        (self.name, self.seed, planned) = (name, seed, survey.planned)
        var work = Work()
        for (shard, state) in survey.states {
            var row = Self.row(shard, state, planned: survey.planned, &work)
            row.slurm = queue?.elements[shard.index - 1]?.text
            trials += row.trials
            wrong += row.wrong
            whole += row.state == "whole" ? 1 : 0
            shards.append(row)
        }
        if let planned, work.running > 0, let rate = work.each, rate > 0 {
            secondsLeft = Double(planned - min(planned, trials)) / (rate * Double(work.running))
        }
    }

    /// Of those that are at work, or else of those that were.
    private struct Work {
        var running = 0
        var rates: [Double] = []
        var trials = 0.0
        var seconds = 0.0

        /// Trials a second of one shard.
        var each: Double? {
            let known = rates.filter { $0 > 0 }
            if !known.isEmpty { return known.reduce(0, +) / Double(known.count) }
            return seconds > 0 ? trials / seconds : nil
        }
    }

    private static func row(
        _ shard: Shard, _ state: ShardSurvey.State, planned: UInt64?, _ work: inout Work
    ) -> Row {
        let own = planned.map { UInt64(shard.trials(of: $0)?.count ?? 0) }
        var row = Row(shard: shard.description, state: "absent", trials: 0, planned: own, wrong: 0)
        switch state {
        case .absent: break
        case .damaged(let cause): (row.state, row.cause) = ("damaged", cause)
        case .whole(let trials, let wrong, _, let seconds):
            (row.state, row.trials, row.wrong) = ("whole", trials, wrong)
            work.trials += Double(trials)
            work.seconds += seconds
        case .part(let progress, let isHeld):
            row.state = isHeld ? "running" : "stopped"
            guard let progress else { break }
            (row.trials, row.wrong) = (progress.trials, progress.wrong)
            row.planned = progress.planned
            if isHeld {
                row.host = progress.host
                if progress.rate > 0 {
                    let left = progress.planned - min(progress.planned, progress.trials)
                    row.secondsLeft = Double(left) / progress.rate
                }
                work.rates.append(progress.rate)
            }
        }
        if row.state == "running" { work.running += 1 }
        return row
    }
}

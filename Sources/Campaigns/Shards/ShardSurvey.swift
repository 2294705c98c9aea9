import Foundation
import Reporting

/// How far the shards of a campaign are, from their folder alone.
package struct ShardSurvey: Sendable {
    package enum State: Sendable {
        case whole(trials: UInt64, wrong: UInt64, judged: UInt64, seconds: Double)
        /// Some of its trials are kept; with `isHeld` somebody is at it now.
        case part(ShardProgress?, isHeld: Bool)
        case absent
        /// Under its own name, and not whole.
        case damaged(String)
    }

    package let states: [(shard: Shard, state: State)]
    /// Trials of the campaign; nil where no shard knows.
    package private(set) var planned: UInt64?
    /// What a whole shard says of the campaign.
    package private(set) var facts: [String: String]?

    /// - Parameter count: into how many the campaign is divided; nil: as files' names say, the
    ///   division with most of them.
    package init?(_ folder: ShardFolder, count: UInt64? = nil) {
        let found = Dictionary(grouping: folder.shards(), by: \.count)
        let most = found.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }
        guard let count = count ?? most?.key else { return nil }
        var states: [(shard: Shard, state: State)] = []
        for shard in Shard.all(of: count) {
            if folder.isWhole(shard) {
                let (state, facts) = Self.whole(folder, shard)
                states.append((shard, state))
                self.facts = self.facts ?? facts
            } else {
                let progress = ShardProgress(path: folder.progress(shard))
                planned = planned ?? progress?.campaignPlanned
                states.append((shard, Self.unfinished(folder, shard, progress)))
            }
        }
        self.states = states
        planned = facts?["planned"].flatMap { UInt64($0) } ?? planned
    }

    /// Silent wrong outputs of the whole shards; nil without one.
    package func wrong(confidence: Double) -> CampaignFigures.Share? {
        var (count, trials) = (UInt64(0), UInt64(0))
        for case (_, .whole(_, let wrong, let judged, _)) in states {
            (count, trials) = (count + wrong, trials + judged)
        }
        return trials == 0
            ? nil : CampaignFigures.Share(count, of: trials, confidence: confidence)
    }

    private static func whole(
        _ folder: ShardFolder, _ shard: Shard
    ) -> (State, [String: String]?) {
        do {
            let file = try ResultFile(path: folder.whole(shard), mode: .reading)
            let check = try ShardCheck(file, shard)
            let own = try FigureCounter(file).ownWrong()
            let seconds = check.facts["seconds"].flatMap(Double.init) ?? 0
            return (
                .whole(
                    trials: UInt64(check.trials.count), wrong: own.count, judged: own.trials,
                    seconds: seconds), check.facts
            )
        } catch let error as CampaignError { return (.damaged(error.message), nil) } catch {
            return (.damaged("\(error)"), nil)
        }
    }

    private static func unfinished(
        _ folder: ShardFolder, _ shard: Shard, _ progress: ShardProgress?
    ) -> State {
        let isHeld = ShardLock.isHeld(folder.lock(shard))
        let exists = FileManager.default.fileExists(atPath: folder.part(shard))
        return exists || progress != nil || isHeld
            ? .part(progress, isHeld: isHeld) : .absent
    }
}

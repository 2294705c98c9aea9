import Campaigns
import Foundation
import Reporting

/// What `thrice campaign merge` does.
struct MergeWork {
    private let place: CampaignPlace
    private let preparation: CampaignPreparation
    private let path: String
    private let folder: ShardFolder

    init(_ place: CampaignPlace) throws {
        self.place = place
        preparation = try CampaignPreparation(file: place.file, seed: place.seed)
        path = place.results ?? preparation.resultPath
        folder = ShardFolder(results: path)
    }

    func run(isPartial: Bool, json: Bool) throws {
        do { try merge(isPartial, json) } catch let silent as Silent { throw silent } catch {
            throw ThriceError(campaign: error)
        }
    }

    private func merge(_ isPartial: Bool, _ json: Bool) throws {
        if FileManager.default.fileExists(atPath: path) {
            throw ThriceError(
                .cannotCreate, "cannot merge the shards: there are results in '\(path)'",
                hint: "remove them")
        }
        let merge = try ShardMerge(folder)
        if !merge.missing.isEmpty {
            guard isPartial else { throw missing(merge) }
            Terminal.say("thrice: \(missingText(merge))")
        }
        try merge.write(to: path)
        Terminal.say("thrice: \(merge.shards.count) shards in '\(path)'")
        let counter = try FigureCounter(try ResultFile(path: path, mode: .reading))
        try tell(try counter.figures(), try counter.ownWrong(), json)
    }

    /// - Parameter own: what the stop rule is asked about.
    private func tell(
        _ figures: CampaignFigures, _ own: CampaignFigures.Share, _ json: Bool
    ) throws {
        let rule = preparation.campaign.stop
        if rule.isMet(by: own) {
            Terminal.say(
                "thrice: in one piece it might have stopped before (\(rule.text)); all trials of "
                    + "its shards are kept")
        }
        if json {
            try CommandOutput.put(json: figures)
        } else {
            try CommandOutput.put(CampaignText(figures).text)
        }
        try CampaignFailure.end(figures)
    }

    private func missing(_ merge: ShardMerge) -> ThriceError {
        let next = Set(merge.shards.map(\.count)).max().flatMap { count in
            Shard.all(of: count).first { shard in
                !merge.shards.contains(shard)
                    && shard.trials(of: merge.planned).map { own in
                        merge.missing.contains { $0.overlaps(own) }
                    } ?? false
            }
        }
        let command = next.map {
            "thrice campaign run \(place.text) --shard \($0), or "
        }
        return ThriceError(
            .missingInput, "cannot merge the shards: \(missingText(merge))",
            hint: "\(command ?? "")--partial")
    }

    private func missingText(_ merge: ShardMerge) -> String {
        let shown = merge.missing.prefix(3).map { "\($0.lowerBound) to \($0.upperBound)" }
        let count = merge.missing.reduce(0) { $0 + $1.count }
        return "\(count) of \(merge.planned) trials are in no whole shard, "
            + shown.joined(separator: ", ") + (merge.missing.count > 3 ? ", …" : "")
    }
}

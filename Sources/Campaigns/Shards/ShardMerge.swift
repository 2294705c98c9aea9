import Foundation
import Glibc

/// One file of results out of a campaign's shards: the same, trial by trial, as that of a campaign
/// that was run in one piece.
package struct ShardMerge {
    private let folder: ShardFolder
    /// Whole ones, in the order of their first trials.
    private let checks: [ShardCheck]
    /// Of the campaign.
    package let planned: UInt64
    /// Numbers of trials that no whole shard has.
    package let missing: [ClosedRange<UInt64>]

    /// Reads and checks all shards under their own names.
    ///
    /// - Throws: where one of them is not whole, or they are of different campaigns, or there is
    ///   none.
    package init(_ folder: ShardFolder) throws(CampaignError) {
        self.folder = folder
        var checks: [ShardCheck] = []
        for shard in folder.wholeShards() {
            let check = try ShardCheck(Self.open(folder.whole(shard)), shard)
            if let first = checks.first,
                let difference = FactDifference.name(first.facts, check.facts)
            {
                throw CampaignError(
                    .unfit,
                    "cannot merge '\(folder.whole(shard))' with '\(folder.whole(first.shard))': "
                        + "they are of different campaigns, their '\(difference)' are not the same",
                    hint: "remove those that are not wanted")
            }
            checks.append(check)
        }
        guard let first = checks.first else {
            throw CampaignError(
                .missing, "cannot merge: there is no whole shard in '\(folder.path)'")
        }
        self.checks = checks.sorted { $0.trials.lowerBound < $1.trials.lowerBound }
        planned = first.facts["planned"].flatMap { UInt64($0) } ?? 0
        missing = Self.gaps(between: self.checks.map(\.trials), upTo: planned)
    }

    /// What the shards say of the campaign.
    package var facts: [String: String] {
        var facts = checks[0].facts
        facts["shard"] = nil
        let seconds = checks.compactMap { $0.facts["seconds"].flatMap(Double.init) }.reduce(0, +)
        facts["seconds"] = "\(seconds)"
        return facts
    }

    package var shards: [Shard] { checks.map(\.shard) }

    /// Writes the file, at once and as a whole.
    ///
    /// - Throws: where shards have a trial in common and say different things of it; then there is
    ///   no file.
    package func write(to path: String) throws {
        let temporary = "\(path).\(getpid()).part"
        defer { unlink(temporary) }
        unlink(temporary)
        let file = try ResultFile(path: temporary, mode: .alone)
        for (place, check) in checks.enumerated() {
            do { try file.merge(folder.whole(check.shard)) } catch let conflict as MergeConflict {
                throw refusal(conflict, place)
            }
        }
        try file.begin(facts: facts, lines: [])
        try file.close()
        try ShardFile.rename(temporary, to: path)
    }

    private func refusal(_ conflict: MergeConflict, _ place: Int) -> CampaignError {
        let earlier = checks[..<place].last { check in
            conflict.trial.map { check.trials.contains($0) } ?? true
        }
        let other = folder.whole((earlier ?? checks[0]).shard)
        let what = conflict.trial.map { "trial \($0)" } ?? "the campaign"
        return CampaignError(
            .unfit,
            "cannot merge '\(folder.whole(checks[place].shard))' with '\(other)': they do not say "
                + "the same of \(what) (\(conflict.table))",
            hint:
                "the same faults came to different things; do the trial again with 'thrice replay'")
    }

    private static func open(_ path: String) throws(CampaignError) -> ResultFile {
        do { return try ResultFile(path: path, mode: .reading) } catch {
            throw CampaignError(
                .unfit, "cannot take '\(path)' for a whole shard: \(error)",
                hint: "remove it, and run the shard again")
        }
    }

    /// - Parameter ranges: in the order of their beginnings.
    static func gaps(
        between ranges: [ClosedRange<UInt64>], upTo last: UInt64
    ) -> [ClosedRange<UInt64>] {
        var gaps: [ClosedRange<UInt64>] = []
        var next: UInt64 = 1
        for range in ranges {
            if range.lowerBound > next { gaps.append(next...(range.lowerBound - 1)) }
            next = max(next, range.upperBound + 1)
        }
        if next <= last { gaps.append(next...last) }
        return gaps
    }
}

import Campaigns
import FaultInjection
import Foundation

/// Shards of a campaign of ten trials, in a folder that goes with its owner.
final class ShardRig {
    let root = NSTemporaryDirectory() + "thrice-shards-\(UUID().uuidString)"
    let folder: ShardFolder
    var results: String { root + "/results.sqlite" }

    init() throws {
        folder = ShardFolder(results: root + "/results.sqlite")
        try folder.make()
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    static let planned: UInt64 = 10
    static let facts = ResultsRig.facts.merging(["planned": "10", "programs": "p"]) { $1 }
    static let lines: [(line: FaultLine, points: UInt64)] = [
        (Rig.line("flip-register-bits"), 3000)
    ]

    /// The same for the same number.
    static func result(_ id: UInt64, answer: String = "7") -> TrialResult {
        ResultsRig.result(
            id, bit: id % 64, [ResultsRig.reply("v01", .wrongValue, answer)],
            own: id == 4 ? .silentWrong : .toleratedLogged, alone: .silentWrong)
    }

    /// Fills a shard's file, and leaves it under the name that it has before it is whole.
    func part(
        _ shard: Shard, facts more: [String: String] = [:], trials: ClosedRange<UInt64>? = nil,
        answer: String = "7", rechecks: [UInt64: Recheck] = [:]
    ) throws -> ShardFile {
        let part = try ShardFile(shard, in: folder)
        let facts = Self.facts.merging(["shard": shard.description, "seconds": "2"]) { $1 }
        try part.file.begin(facts: facts.merging(more) { $1 }, lines: Self.lines)
        let own = trials ?? shard.trials(of: Self.planned) ?? 1...1
        let results = own.map { id in
            var result = Self.result(id, answer: answer)
            result.recheck = rechecks[id]
            return result
        }
        try part.file.add(results)
        return part
    }

    func finish(
        _ text: String, facts: [String: String] = [:], answer: String = "7",
        rechecks: [UInt64: Recheck] = [:]
    ) throws {
        guard let shard = Shard(text) else { throw CocoaError(.formatting) }
        try part(shard, facts: facts, answer: answer, rechecks: rechecks).finish()
    }

    /// A campaign in one piece.
    func whole() throws -> ResultFile {
        let file = try ResultFile(path: root + "/one.sqlite")
        try file.begin(facts: Self.facts, lines: Self.lines)
        try file.add((1...Self.planned).map { Self.result($0) })
        return file
    }
}

import Foundation

/// Where the shards of a campaign are: a folder beside its results, which several hosts may share.
///
/// A file under a shard's own name is whole: it is written under another one and renamed.
package struct ShardFolder: Sendable {
    package let path: String

    /// - Parameter results: the campaign's file, such as `…/results.sqlite`; its shards are in
    ///   `…/results.shards`.
    package init(results: String) {
        let url = URL(fileURLWithPath: results)
        let stem = url.pathExtension == "sqlite" ? url.deletingPathExtension().path : url.path
        path = stem + ".shards"
    }

    package func whole(_ shard: Shard) -> String { file(shard, "sqlite") }
    /// What is written before.
    package func part(_ shard: Shard) -> String { file(shard, "part") }
    /// Held by who writes it.
    package func lock(_ shard: Shard) -> String { file(shard, "lock") }
    /// How far it is, for those who look from elsewhere.
    package func progress(_ shard: Shard) -> String { file(shard, "progress") }
    /// What was handed to Slurm.
    package var submission: String { "\(path)/submission.json" }

    private func file(_ shard: Shard, _ kind: String) -> String {
        "\(path)/\(shard.fileName).\(kind)"
    }

    package func isWhole(_ shard: Shard) -> Bool {
        FileManager.default.fileExists(atPath: whole(shard))
    }

    package func make() throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    /// Those of which there is anything, in their order.
    package func shards() -> [Shard] {
        named { $0 == "sqlite" || $0 == "part" || $0 == "progress" }
    }

    package func wholeShards() -> [Shard] { named { $0 == "sqlite" } }

    private func named(_ isWanted: (String) -> Bool) -> [Shard] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        let found = names.compactMap { name -> Shard? in
            let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
            return parts.count == 2 && isWanted(parts[1]) ? Shard(fileName: parts[0]) : nil
        }
        return Set(found).sorted()
    }
}

import Foundation
import Glibc

/// A shard that is written, until it is whole.
package struct ShardFile {
    package let shard: Shard
    package let file: ResultFile
    private let folder: ShardFolder

    /// Opens what there is of it, or begins it. The lock must be held.
    package init(_ shard: Shard, in folder: ShardFolder) throws {
        (self.shard, self.folder) = (shard, folder)
        do { file = try ResultFile(path: folder.part(shard), mode: .alone) } catch {
            throw CampaignError(
                .unfit, "cannot go on with '\(folder.part(shard))': \(error)", hint: "remove it")
        }
    }

    /// Gives it its own name, which only a whole shard has.
    ///
    /// - Throws: where it does not have the trials that it is to have.
    package func finish() throws {
        let check = try ShardCheck(file, shard)
        try file.close()
        try Self.rename(folder.part(shard), to: folder.whole(check.shard))
        unlink(folder.progress(shard))
    }

    /// Such that after a crash of the machine there is the one name or the other.
    static func rename(_ old: String, to new: String) throws {
        guard Glibc.rename(old, new) == 0 else {
            throw CampaignError(
                .unfit, "cannot rename '\(old)': \(String(cString: strerror(errno)))")
        }
        let folder = open(
            URL(fileURLWithPath: new).deletingLastPathComponent().path, O_RDONLY | O_CLOEXEC)
        fsync(folder)
        close(folder)
    }
}

import Foundation
import Synchronization

/// Executables kept by the digest of all that they were made from.
///
/// What a C library's headers say is not part of it: an update of one needs an empty cache.
final class BuildCache: Sendable {
    private let folder: String
    private let used = Mutex<Set<String>>([])

    init(_ folder: String) {
        self.folder = folder
    }

    /// The name of what is made by `recipe`; nil when it cannot be digested.
    /// - Parameter folder: where a file may be made for a moment.
    func key(of recipe: [UInt8], folder: String) -> String? {
        let path = "\(folder)/recipe"
        defer { try? FileManager.default.removeItem(atPath: path) }
        guard (try? Data(recipe).write(to: URL(fileURLWithPath: path))) != nil,
            let digest = try? Digests.ofFiles([path]).first
        else { return nil }
        return String(digest.dropFirst("sha256:".count))
    }

    /// Puts a copy at `path`; false when there is none.
    ///
    /// Another process copies: a child that another thread starts meanwhile would inherit our
    /// open file, and the kernel runs no file that somebody may write.
    func fetch(_ key: String, to path: String) -> Bool {
        _ = used.withLock { $0.insert(key) }
        let kept = "\(folder)/\(key)"
        guard FileManager.default.fileExists(atPath: kept) else { return false }
        return ToolRun(arguments: ["cp", "--", kept, path])().hasSucceeded
    }

    /// Keeps a copy, whole or not at all.
    func store(_ key: String, from path: String) {
        let files = FileManager.default
        let part = "\(folder)/\(key).\(UUID().uuidString)"
        try? files.createDirectory(atPath: folder, withIntermediateDirectories: true)
        guard (try? files.copyItem(atPath: path, toPath: part)) != nil else { return }
        if (try? files.moveItem(atPath: part, toPath: "\(folder)/\(key)")) == nil {
            try? files.removeItem(atPath: part)
        }
    }

    /// Removes the executables that were not asked for since the cache was opened; what else is
    /// kept beside them, as headers, stays.
    func prune() {
        let used = used.withLock { $0 }
        let kept = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for name in kept where name.count >= 64 && !used.contains(name) {
            try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
        }
    }
}

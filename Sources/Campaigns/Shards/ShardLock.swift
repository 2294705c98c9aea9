import Glibc

/// Held by whoever writes a shard, and gone with its process, however that ended.
package final class ShardLock {
    private let descriptor: Int32
    private let path: String

    private init(_ descriptor: Int32, _ path: String) {
        (self.descriptor, self.path) = (descriptor, path)
    }

    deinit { close(descriptor) }

    /// - Parameter waits: called once where somebody else has it, who is then waited for.
    /// - Throws: where there is no such folder, or it knows no locks.
    package static func take(_ path: String, waits: () -> Void) throws(CampaignError) -> ShardLock {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw failure(path) }
        let lock = ShardLock(descriptor, path)
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return lock }
        guard errno == EWOULDBLOCK else { throw failure(path) }
        waits()
        while flock(descriptor, LOCK_EX) != 0 {
            if errno != EINTR { throw failure(path) }
        }
        return lock
    }

    /// Whether somebody has it; false also where that cannot be asked.
    package static func isHeld(_ path: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
    }

    /// Takes its file away, too. Only when the shard is whole: who waits then holds a lock that
    /// nobody else can come by, and finds nothing to do.
    package func remove() { unlink(path) }

    private static func failure(_ path: String) -> CampaignError {
        CampaignError(
            .unfit, "cannot lock '\(path)': \(String(cString: strerror(errno)))",
            hint: "shards need a folder with locks (flock)")
    }
}

import Glibc

/// Keeps the beginning of what a replica writes to its standard error and counts the rest: a
/// replica that floods it is never held up, and never fills the disk.
struct StandardErrorLog {
    private let file: Int32
    private var room: Int
    private(set) var bytesDropped = 0
    /// The reading end of the present process, or -1.
    private(set) var source: Int32 = -1
    /// Whether any process has ever been followed.
    private(set) var hasFollowed = false

    init(file: Int32, bytesMax: Int) {
        self.file = file
        room = bytesMax
    }

    /// A new process; what the one before left in its pipe is kept.
    mutating func follow(_ descriptor: Int32) {
        // Bounded: somebody that the process left behind may write for ever.
        for _ in 0..<64 where source >= 0 { drain() }
        if source >= 0 { close(source) }
        source = descriptor
        hasFollowed = hasFollowed || descriptor >= 0
    }

    /// Takes what there is, at most one buffer; false when there was nothing.
    @discardableResult
    mutating func drain() -> Bool {
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        let count = read(source, &chunk, chunk.count)
        if count > 0 {
            let kept = min(room, count)
            if kept > 0 && writeAll(file, Array(chunk[..<kept])) { room -= kept }
            bytesDropped += count - kept
            return true
        }
        if count == 0 || errno != EAGAIN && errno != EINTR {
            close(source)
            source = -1
        }
        return false
    }

    mutating func finish() {
        follow(-1)
        if bytesDropped > 0 {
            _ = writeAll(file, Array("\n(\(bytesDropped) bytes more were dropped)\n".utf8))
        }
        close(file)
    }
}

/// A pipe as the kernel has it: a bounded queue of bytes with two ends that close on their own.
final class BytePipe {
    let capacity: Int
    var isReaderOpen = true
    var isWriterOpen = true
    private var bytes: [UInt8] = []
    private var taken = 0

    init(capacity: Int) { self.capacity = capacity }

    var count: Int { bytes.count - taken }
    var room: Int { capacity - count }
    /// Reading gives bytes or the end.
    var isReadable: Bool { count > 0 || !isWriterOpen }
    /// Writing takes bytes or fails.
    var isWritable: Bool { room > 0 || !isReaderOpen }

    /// Takes what fits, at most `limit` bytes.
    /// - Returns: the bytes taken; nil when nobody can read them any more.
    func write(_ source: some Sequence<UInt8>, limit: Int) -> Int? {
        guard isReaderOpen else { return nil }
        let before = bytes.count
        bytes.append(contentsOf: source.prefix(min(room, limit)))
        return bytes.count - before
    }

    /// - Returns: at most `limit` bytes; none when it is empty.
    func read(limit: Int) -> [UInt8] {
        let end = taken + min(limit, count)
        let result = Array(bytes[taken..<end])
        taken = end
        if taken == bytes.count {
            bytes.removeAll(keepingCapacity: true)
            taken = 0
        } else if taken > 1 << 16 {
            bytes.removeFirst(taken)
            taken = 0
        }
        return result
    }
}

/// Records that are written together, in memory that is taken once.
final class JournalBatch {
    private let memory: UnsafeMutableRawBufferPointer
    private(set) var count = 0
    private var writtenCount = 0

    init(capacity: Int) {
        memory = .allocate(byteCount: max(capacity, SegmentHeader.byteCount), alignment: 64)
    }

    deinit { memory.deallocate() }

    var unwritten: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: memory[writtenCount..<count])
    }
    /// Nothing of it is written yet.
    var isGathering: Bool { writtenCount == 0 }

    /// The caller has checked that there is room.
    func append(_ header: RecordHeader, _ payload: UnsafeRawBufferPointer, identity: UInt64) {
        let record = UnsafeMutableRawBufferPointer(rebasing: memory[count..<count + header.space])
        record.put(payload, at: RecordHeader.byteCount)
        header.seal(record, identity: identity)
        count += header.space
    }

    func append(_ header: SegmentHeader) {
        header.encode(
            into: UnsafeMutableRawBufferPointer(
                rebasing: memory[count..<count + SegmentHeader.byteCount]))
        count += SegmentHeader.byteCount
    }

    /// - Returns: whether that was all of it; then it is empty again.
    func wrote(_ bytes: Int) -> Bool {
        precondition(bytes > 0 && bytes <= count - writtenCount, "\(bytes) of \(count)")
        writtenCount += bytes
        guard writtenCount == count else { return false }
        writtenCount = 0
        count = 0
        return true
    }

    var writtenOffset: Int { writtenCount }
}

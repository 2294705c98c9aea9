/// Reads the records of one segment, and judges the place where they end.
///
/// - Complexity: O(n) in the segment's bytes, behind the end at most `searchFactor` times that.
struct SegmentScan {
    let header: SegmentHeader
    let bytes: UnsafeRawBufferPointer
    /// Of the bytes so many; those behind them are zero.
    private let written: Int
    let payloadBytesMax: Int
    private let identity: UInt64
    /// Where the next record would begin.
    private(set) var offset = SegmentHeader.byteCount
    /// The number that it would have.
    private(set) var expected: UInt64

    /// What stands where the records end.
    enum Ending: Equatable {
        /// The end of the file, or zeros up to it.
        case clean
        /// Something, and nothing shows that it was ever durable.
        case torn(RecordFlaw)
        /// A later record says that this place was durable.
        case damaged(RecordFlaw)
        /// Too many places look like records: a file that was made so, not one that became so.
        case unclear(RecordFlaw)
    }

    /// Bytes that are checked behind the end at most, in segments.
    static let searchFactor = 4

    init(
        _ header: SegmentHeader, _ bytes: UnsafeRawBufferPointer, written: Int,
        payloadBytesMax: Int
    ) {
        self.header = header
        self.written = written
        self.bytes = bytes
        self.payloadBytesMax = payloadBytesMax
        identity = header.identity
        expected = header.first
    }

    /// The next record, which is whole.
    ///
    /// - Throws: why what stands here is none; then `ending` says what that means.
    mutating func next() throws(RecordFlaw) -> JournalRecord {
        let rest = bytes.part(offset, bytes.count)
        let record: RecordHeader
        do throws(RecordFlaw) {
            record = try RecordHeader(rest, payloadBytesMax: payloadBytesMax)
        } catch {
            let hasContent = bytes.part(0, written).hasContent(from: min(offset, written))
            throw hasContent ? error : .empty
        }
        if record.sequence != expected { throw .sequence(record.sequence) }
        if record.synced >= record.sequence { throw .synced(record.synced) }
        guard record.isSealed(in: rest, identity: identity) else { throw .check }
        let payload = rest.part(
            RecordHeader.byteCount, RecordHeader.byteCount + record.length)
        guard let entry = JournalEntry(record.kind, payload) else { throw .payload(record.kind) }
        let place = JournalPlace(segment: header.number, offset: offset)
        offset += record.space
        expected += 1
        return JournalRecord(
            sequence: record.sequence, synced: record.synced, entry: entry, place: place)
    }

    /// - Parameter flaw: what `next` threw.
    func ending(_ flaw: RecordFlaw) -> Ending {
        if flaw == .empty { return .clean }
        // Whole, by its check, and yet wrong: it was written so, no crash made it.
        if case .payload = flaw { return .damaged(flaw) }
        switch hasRecordThatKnows(expected) {
        case true?: return .damaged(flaw)
        case false?: return .torn(flaw)
        case nil: return .unclear(flaw)
        }
    }

    /// Whether behind a place there is a whole record that knows record `sequence` to be durable:
    /// it was written later, after that was synced.
    ///
    /// - Returns: nil when that cannot be said within the bound on the work.
    private func hasRecordThatKnows(_ sequence: UInt64) -> Bool? {
        let start = offset
        return Self.hasRecord(
            bytes, from: start, identity: identity, payloadBytesMax: payloadBytesMax
        ) { number, synced, offset in
            // Each record before it takes a header at least.
            synced >= sequence && synced < number
                && number - sequence <= UInt64((offset - start) / RecordHeader.byteCount)
        }
    }

    /// Whether a whole record of a segment stands anywhere in its bytes.
    ///
    /// - Parameter isWanted: by its number, the one it knows to be durable, and its offset.
    /// - Returns: nil when that cannot be said within the bound on the work.
    static func hasRecord(
        _ bytes: UnsafeRawBufferPointer, from start: Int = 0, identity: UInt64,
        payloadBytesMax: Int,
        where isWanted: (UInt64, UInt64, Int) -> Bool = { number, synced, _ in synced < number }
    ) -> Bool? {
        var budget = searchFactor * bytes.count
        var offset = start
        while bytes.count - offset >= RecordHeader.byteCount {
            defer { offset += 8 }
            let number = bytes.number(at: offset + 16, as: UInt64.self)
            let synced = bytes.number(at: offset + 24, as: UInt64.self)
            guard isWanted(number, synced, offset) else { continue }
            let rest = bytes.part(offset, bytes.count)
            guard let record = try? RecordHeader(rest, payloadBytesMax: payloadBytesMax) else {
                continue
            }
            budget -= record.space
            if budget < 0 { return nil }
            if record.isSealed(in: rest, identity: identity) { return true }
        }
        return false
    }
}

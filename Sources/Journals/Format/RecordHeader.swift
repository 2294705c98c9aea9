/// The 32 bytes in front of a record's payload; docs/FORMATS.md has each field.
struct RecordHeader: Equatable {
    var kind: RecordKind
    /// Bytes of the payload.
    var length: Int
    /// From 1, without gaps over all segments.
    var sequence: UInt64
    /// The last record that was known to be durable when this one was written: 0 for none. By it a
    /// reader tells a torn tail, in which nothing was promised, from damage.
    var synced: UInt64

    static let byteCount = 32

    /// Bytes that a record takes in its segment.
    static func spaceFor(payload: Int) -> Int { (byteCount + payload + 7) & ~7 }

    var space: Int { Self.spaceFor(payload: length) }

    /// Writes header and padding around a payload that lies at its place already, and the check.
    ///
    /// - Parameters:
    ///   - record: `space` bytes.
    ///   - identity: the segment's.
    func seal(_ record: UnsafeMutableRawBufferPointer, identity: UInt64) {
        precondition(record.count == space, "\(record.count) bytes for a record of \(space)")
        record.put(UInt32(length), at: 8)
        record.put(UInt32(kind.rawValue), at: 12)
        record.put(sequence, at: 16)
        record.put(synced, at: 24)
        for offset in (Self.byteCount + length)..<space { record[offset] = 0 }
        let covered = UnsafeRawBufferPointer(record).part(8, space)
        record.put(JournalCheck.of(covered, after: identity), at: 0)
    }

    /// Reads what stands at the front of the bytes, without looking at the check.
    init(
        _ bytes: UnsafeRawBufferPointer, payloadBytesMax: Int
    ) throws(RecordFlaw) {
        if bytes.count < Self.byteCount { throw .beyondEnd }
        let length = bytes.number(at: 8, as: UInt32.self)
        if length > payloadBytesMax { throw .length(UInt64(length)) }
        let word = bytes.number(at: 12, as: UInt32.self)
        guard word <= UInt8.max, let kind = RecordKind(rawValue: UInt8(word)) else {
            throw .kind(word)
        }
        self.kind = kind
        self.length = Int(length)
        sequence = bytes.number(at: 16, as: UInt64.self)
        synced = bytes.number(at: 24, as: UInt64.self)
        if space > bytes.count { throw .beyondEnd }
    }

    init(kind: RecordKind, length: Int, sequence: UInt64, synced: UInt64) {
        self.kind = kind
        self.length = length
        self.sequence = sequence
        self.synced = synced
    }

    /// Whether the check at the front of the bytes is that of this record in that segment.
    func isSealed(in bytes: UnsafeRawBufferPointer, identity: UInt64) -> Bool {
        bytes.number(at: 0, as: UInt64.self)
            == JournalCheck.of(bytes.part(8, space), after: identity)
    }
}

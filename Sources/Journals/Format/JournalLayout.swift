/// How large the parts of a journal are. Reader and writer of one journal use the same one.
package struct JournalLayout: Equatable, Sendable {
    /// Bytes of a segment file, header included.
    package let segmentBytes: Int
    /// No record has a longer payload; a reader refuses one that claims to.
    package let payloadBytesMax: Int

    /// No file that is longer is ever read.
    package static let segmentBytesMax = 1 << 30

    /// - Parameters:
    ///   - segmentBytes: a multiple of 8 that holds at least one longest record, at most 1 GiB.
    ///   - payloadBytesMax: at least 64, at most 16 MiB.
    package init?(segmentBytes: Int = 64 << 20, payloadBytesMax: Int = 1 << 20) {
        guard (64...(16 << 20)).contains(payloadBytesMax), segmentBytes % 8 == 0,
            segmentBytes <= Self.segmentBytesMax,
            segmentBytes
                >= SegmentHeader.byteCount + RecordHeader.spaceFor(payload: payloadBytesMax)
        else { return nil }
        self.segmentBytes = segmentBytes
        self.payloadBytesMax = payloadBytesMax
    }
}

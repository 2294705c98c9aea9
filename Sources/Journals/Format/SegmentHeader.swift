/// The first 64 bytes of a segment file; docs/FORMATS.md has each field.
package struct SegmentHeader: Equatable, Sendable {
    package let run: RunID
    /// From 1, without gaps.
    package let number: UInt64
    /// Of the first record in it.
    package let first: UInt64

    package static let byteCount = 64
    /// No segment and no record has a larger number.
    static let numberMax = UInt64(1) << 62
    /// `thrjrnl1`.
    private static let magic: UInt64 = 0x316C_6E72_6A72_6874
    private static let checkOffset = 56

    package init(run: RunID, number: UInt64, first: UInt64) {
        self.run = run
        self.number = number
        self.first = first
    }

    /// What the check of each record in the segment begins with: the run and the segment's number.
    var identity: UInt64 {
        withUnsafeTemporaryAllocation(byteCount: 24, alignment: 8) { bytes in
            bytes.put(run.high, at: 0)
            bytes.put(run.low, at: 8)
            bytes.put(number, at: 16)
            return JournalCheck.of(UnsafeRawBufferPointer(bytes))
        }
    }

    package func encode(into bytes: UnsafeMutableRawBufferPointer) {
        bytes.put(Self.magic, at: 0)
        bytes.put(run.high, at: 8)
        bytes.put(run.low, at: 16)
        bytes.put(number, at: 24)
        bytes.put(first, at: 32)
        bytes.put(UInt64(0), at: 40)
        bytes.put(UInt64(0), at: 48)
        let covered = UnsafeRawBufferPointer(bytes).part(0, Self.checkOffset)
        bytes.put(JournalCheck.of(covered), at: Self.checkOffset)
    }

    /// nil when the bytes are no header, or a damaged one.
    package init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count >= Self.byteCount, bytes.number(at: 0, as: UInt64.self) == Self.magic,
            bytes.number(at: 40, as: UInt64.self) == 0, bytes.number(at: 48, as: UInt64.self) == 0,
            bytes.number(at: Self.checkOffset, as: UInt64.self)
                == JournalCheck.of(bytes.part(0, Self.checkOffset))
        else { return nil }
        run = RunID(
            high: bytes.number(at: 8, as: UInt64.self), low: bytes.number(at: 16, as: UInt64.self))
        number = bytes.number(at: 24, as: UInt64.self)
        first = bytes.number(at: 32, as: UInt64.self)
        // Far beyond any run, and what is counted on from them cannot overflow.
        guard (1...Self.numberMax) ~= number, (1...Self.numberMax) ~= first else { return nil }
    }
}

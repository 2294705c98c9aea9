/// A reflected cyclic redundancy check, eight bytes a step.
///
/// The tables (8 × 256 words) are made once, at first use, and live as long as the process; after
/// that nothing is allocated. Start and final value are all ones, as CRC-32C and CRC-64/XZ ask.
///
/// M. E. Kounavis and F. L. Berry, "Novel Table Lookup-Based Algorithms for High-Performance CRC
/// Generation", IEEE Transactions on Computers 57(11), 2008, doi:10.1109/TC.2008.85.
package struct Checksum<Word: FixedWidthInteger & UnsignedInteger & Sendable>: @unchecked Sendable {
    /// Written only in `init`; afterwards all threads only read it.
    private let entries: UnsafePointer<Word>

    /// - Parameter polynomial: bit-reversed, without its highest term.
    init(reflectedPolynomial polynomial: Word) {
        let entries = UnsafeMutablePointer<Word>.allocate(capacity: 8 * 256)
        for byte in 0..<256 {
            var word = Word(byte)
            for _ in 0..<8 {
                word = (word & 1 == 1) ? (word >> 1) ^ polynomial : word >> 1
            }
            entries[byte] = word
        }
        for index in 256..<(8 * 256) {
            let before = entries[index - 256]
            entries[index] = (before >> 8) ^ entries[Int(truncatingIfNeeded: before & 0xff)]
        }
        self.entries = UnsafePointer(entries)
    }

    /// - Parameter earlier: the checksum of what comes before these bytes; that of nothing is 0.
    /// - Complexity: O(n), about one nanosecond for eight bytes.
    package func of(_ bytes: UnsafeRawBufferPointer, after earlier: Word = 0) -> Word {
        var word = ~earlier
        var offset = 0
        while bytes.count - offset >= 8 {
            let next = UInt64(
                littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            let mixed = next ^ UInt64(truncatingIfNeeded: word)
            word =
                lookUp(7, mixed) ^ lookUp(6, mixed >> 8) ^ lookUp(5, mixed >> 16)
                ^ lookUp(4, mixed >> 24) ^ lookUp(3, mixed >> 32) ^ lookUp(2, mixed >> 40)
                ^ lookUp(1, mixed >> 48) ^ lookUp(0, mixed >> 56)
            offset += 8
        }
        while offset < bytes.count {
            word = lookUp(0, UInt64(truncatingIfNeeded: word) ^ UInt64(bytes[offset])) ^ (word >> 8)
            offset += 1
        }
        return ~word
    }

    @inline(__always)
    private func lookUp(_ table: Int, _ value: UInt64) -> Word {
        entries[table &* 256 &+ Int(truncatingIfNeeded: value & 0xff)]
    }
}

/// CRC-32C, the check code of a verdict record.
///
/// Chosen over CRC-32 (IEEE 802.3): any five wrong bits are found in records of up to 655 bytes
/// (802.3: any four up to 371), any burst of up to 32 bits at any length, and an embedded
/// consumer's processor often has an instruction for it. P. Koopman, "32-Bit Cyclic Redundancy
/// Codes for Internet Applications", DSN 2002, doi:10.1109/DSN.2002.1028931.
package enum VerdictCheck {
    private static let checksum = Checksum<UInt32>(reflectedPolynomial: 0x82F6_3B78)

    package static func of(_ bytes: UnsafeRawBufferPointer) -> UInt32 { checksum.of(bytes) }
}

/// CRC-64/XZ, the digest by which a verdict names its demand, and the check of the journal.
///
/// Demands of one stream often differ in a few neighbouring characters only; a cyclic code always
/// tells apart two demands of equal length that differ within 64 neighbouring bits, which a mixing
/// hash such as FNV-1a does not promise. All else collides with a chance near 2⁻⁶⁴. It resists
/// faults, not forgers. Its polynomial is unrelated to that of the check code.
package enum VerdictDigest {
    private static let checksum = Checksum<UInt64>(reflectedPolynomial: 0xC96C_5795_D787_0F42)

    /// - Parameter demand: the demand's bytes without the newline.
    package static func of(_ demand: UnsafeRawBufferPointer) -> UInt64 { of(demand, after: 0) }

    /// - Parameter earlier: the digest of what comes before these bytes; that of nothing is 0.
    package static func of(
        _ bytes: UnsafeRawBufferPointer, after earlier: UInt64
    ) -> UInt64 { checksum.of(bytes, after: earlier) }
}

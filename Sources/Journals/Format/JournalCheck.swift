import Voting

/// CRC-64/XZ, the check of segment headers and records.
///
/// Chosen over CRC-32C: it costs the same here (tables, eight bytes a step), finds every burst of
/// up to 64 bits, and lets other damage pass with a chance near 2⁻⁶⁴ instead of 2⁻³²; that counts
/// since a reader that looks for records behind a torn place tries many. The instruction that some
/// processors have for CRC-32C would save about 20 ns a record, and not in the voter: the
/// journaler computes it. It finds faults and resists no forger.
enum JournalCheck {
    /// - Parameter earlier: the check of the bytes before; that of nothing is 0.
    static func of(_ bytes: UnsafeRawBufferPointer, after earlier: UInt64 = 0) -> UInt64 {
        VerdictDigest.of(bytes, after: earlier)
    }
}

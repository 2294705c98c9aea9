import CLinux

/// How many bytes have gone one way by the voter's calls, in memory that outlives it; of the call
/// too within which it was killed.
///
/// Around a call the voter says what it had moved before, that way and with all its calls. The
/// kernel counts the bytes of all calls of a process, and keeps that until the process is reaped;
/// so the difference is what the last call still moved.
package struct TransferWords {
    private let words: UnsafeMutablePointer<UInt64>

    init(_ words: UnsafeMutablePointer<UInt64>) { self.words = words }

    /// A call begins.
    ///
    /// - Parameters:
    ///   - bytes: what has gone this way before it, in the whole run.
    ///   - all: what the process has moved before it with calls of this kind, as the kernel counts.
    package func begin(after bytes: UInt64, all: UInt64) {
        words[1] = bytes
        words[2] = all
        thrice_store(words, .max)
    }

    /// Whether one has begun and not ended.
    package var isUnderWay: Bool { thrice_load(words) == .max }

    /// The call has ended, or the bytes are known for another reason.
    package func set(_ bytes: UInt64) { thrice_store(words, bytes) }

    /// - Parameter all: what the process had moved in the end, as the kernel counts; nil where that
    ///   is not known.
    /// - Returns: nil when a call was under way, and nobody knows what it did.
    package func bytes(all: UInt64?) -> UInt64? {
        let known = thrice_load(words)
        if known != .max { return known }
        guard let all, all >= words[2] else { return nil }
        return words[1] + (all - words[2])
    }
}

import Voting

/// What a record says: its kind and payload, read. The bytes belong to whoever gave them.
///
/// As bytes: the numbers in the order of the cases, eight bytes each, little-endian, then the text.
package enum JournalEntry {
    /// - inputEnd: bytes of the input up to and including it.
    case demand(number: UInt64, inputEnd: UInt64, UnsafeRawBufferPointer)
    /// - outputEnd: bytes of the output up to and including the answer.
    /// - written: bytes of the output that had left when this was recorded.
    /// - text: the line without its line feed.
    case verdict(
        number: UInt64, verdict: RecordedVerdict, outputEnd: UInt64, written: UInt64,
        UnsafeRawBufferPointer)
    case event(UnsafeRawBufferPointer)
    case checkpoint(Checkpoint, UnsafeRawBufferPointer)
    case input(end: UInt64, hasEnded: Bool)
    /// The restrictive answer went out to these demands, whatever was recorded of them before; of
    /// those behind the last recorded demand nothing was, and nobody was asked.
    case withheld(ClosedRange<UInt64>, inputEnd: UInt64, outputEnd: UInt64)

    /// Where a run stands, so that what came before is needed no longer.
    package struct Checkpoint: Equatable, Sendable {
        /// The last demand that is settled; its state is the text.
        package var number: UInt64
        package var inputEnd: UInt64
        package var outputEnd: UInt64
        /// The first record that is still needed to go on from here: at most the checkpoint's own.
        package var keepFrom: UInt64

        package init(number: UInt64, inputEnd: UInt64, outputEnd: UInt64, keepFrom: UInt64) {
            self.number = number
            self.inputEnd = inputEnd
            self.outputEnd = outputEnd
            self.keepFrom = keepFrom
        }
    }

    package var kind: RecordKind {
        switch self {
        case .demand: .demand
        case .verdict: .verdict
        case .event: .event
        case .checkpoint: .checkpoint
        case .input: .input
        case .withheld: .withheld
        }
    }

    /// Bytes of the payload.
    package var byteCount: Int {
        switch self {
        case .demand(_, _, let text): 16 + text.count
        case .verdict(_, _, _, _, let text): 32 + text.count
        case .event(let text): text.count
        case .checkpoint(_, let text): 32 + text.count
        case .input: 16
        case .withheld: 32
        }
    }

    /// - Parameter bytes: at least `byteCount` of them.
    package func encode(into bytes: UnsafeMutableRawBufferPointer) {
        switch self {
        case .demand(let number, let inputEnd, let text):
            bytes.put(number, at: 0)
            bytes.put(inputEnd, at: 8)
            bytes.put(text, at: 16)
        case .verdict(let number, let verdict, let outputEnd, let written, let text):
            bytes.put(number, at: 0)
            bytes.put(UInt64(verdict.rawValue), at: 8)
            bytes.put(outputEnd, at: 16)
            bytes.put(written, at: 24)
            bytes.put(text, at: 32)
        case .event(let text):
            bytes.put(text, at: 0)
        case .checkpoint(let checkpoint, let text):
            bytes.put(checkpoint.number, at: 0)
            bytes.put(checkpoint.inputEnd, at: 8)
            bytes.put(checkpoint.outputEnd, at: 16)
            bytes.put(checkpoint.keepFrom, at: 24)
            bytes.put(text, at: 32)
        case .input(let end, let hasEnded):
            bytes.put(end, at: 0)
            bytes.put(UInt64(hasEnded ? 1 : 0), at: 8)
        case .withheld(let numbers, let inputEnd, let outputEnd):
            bytes.put(numbers.lowerBound, at: 0)
            bytes.put(numbers.upperBound, at: 8)
            bytes.put(inputEnd, at: 16)
            bytes.put(outputEnd, at: 24)
        }
    }
}

import Journals
import Voting

/// Records whose bytes follow from their numbers, so that a reader knows what belongs there: all
/// odd ones are demands, the even ones their verdicts.
enum NumberedRecords {
    /// A text of 0 to 299 bytes.
    static func text(_ sequence: UInt64) -> [UInt8] {
        var random = SplitMix64(seed: sequence)
        return random.bytes(random.below(300))
    }

    static func append(_ sequence: UInt64, to producer: inout JournalProducer) -> UInt64? {
        text(sequence).withUnsafeBytes { producer.append(entry(sequence, $0)) }
    }

    static func entry(_ sequence: UInt64, _ text: UnsafeRawBufferPointer) -> JournalEntry {
        let number = (sequence + 1) / 2
        return sequence % 2 == 1
            ? .demand(number: number, inputEnd: number * 300, text)
            : .verdict(number: number, verdict: .agreed, outputEnd: number * 300, written: 0, text)
    }

    static func isRight(_ record: JournalRecord) -> Bool {
        let text = text(record.sequence)
        return text.withUnsafeBytes { text in
            let expected = entry(record.sequence, text)
            var left = [UInt8](repeating: 0, count: expected.byteCount)
            var right = [UInt8](repeating: 0, count: record.entry.byteCount)
            left.withUnsafeMutableBytes { expected.encode(into: $0) }
            right.withUnsafeMutableBytes { record.entry.encode(into: $0) }
            return expected.kind == record.entry.kind && left == right
        }
    }

    /// Reads a journal and says what is wrong with it, having to end at `last` or later.
    static func flaw(
        in path: String, layout: JournalLayout, run: RunID, atLeast last: UInt64
    ) throws -> (flaw: String?, end: JournalEnd) {
        let folder = try JournalFolder(path: path, layout: layout)
        var expected: UInt64 = 1
        var wrong: UInt64?
        let end = try folder.scan(run: run) { record in
            if record.sequence != expected || !isRight(record) { wrong = wrong ?? record.sequence }
            expected += 1
        }
        if let wrong { return ("record \(wrong) is another one", end) }
        if end.last < last { return ("\(last) was durable, the end is \(end.last)", end) }
        return (nil, end)
    }
}

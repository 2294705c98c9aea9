import Glibc
import Journals
import Testing

/// Mutated, truncated and random segments: nothing traps, and nothing that is read was not written.
///
/// `THRICE_FUZZ_JOURNAL_BYTES` says how many bytes; `make fuzz` reads two thousand million.
@Suite struct JournalFuzzTests {
    static let byteCount =
        getenv("THRICE_FUZZ_JOURNAL_BYTES").flatMap { Int(String(cString: $0)) } ?? 40_000_000
    private let layout = JournalLayout(segmentBytes: 4096, payloadBytesMax: 192)!

    /// - Parameter isResealed: checks are made right again, so that what is behind them is reached.
    @Test(arguments: [false, true])
    func `no segment does more than be read or be refused`(isResealed: Bool) {
        var random = SplitMix64(seed: isResealed ? 1 : 2)
        var read = 0
        var whole = 0
        var damaged = 0
        var torn = 0
        while read < Self.byteCount / 2 {
            let (segment, producer) = SampleSegment.make(layout, &random)
            for _ in 0..<50 {
                var bytes = segment
                mutate(&bytes, &random)
                if isResealed { bytes = Resealing.all(bytes, layout: layout) }
                var scan = JournalScan(layout: layout)
                var position = RunPosition(output: nil)
                var madeUp = false
                do throws(JournalDamage) {
                    try bytes.withUnsafeBufferPointer { buffer throws(JournalDamage) in
                        try scan.scan(1, UnsafeRawBufferPointer(buffer)) { record in
                            whole += 1
                            if !producer.has(record) { madeUp = true }
                            try? position.take(record)
                        }
                    }
                    if try scan.finish().torn != nil { torn += 1 }
                } catch { damaged += 1 }
                read += bytes.count
                if madeUp && !isResealed { Issue.record("a record was read that nobody wrote") }
            }
        }
        #expect(whole > 0 && damaged > 0 && torn > 0)
    }

    private func mutate(_ bytes: inout [UInt8], _ random: inout SplitMix64) {
        for _ in 0..<random.pick(0...4) where !bytes.isEmpty {
            let place = random.below(bytes.count)
            switch random.below(6) {
            case 0: bytes.removeLast(bytes.count - place)
            case 1: bytes[place] = UInt8(truncatingIfNeeded: random.next())
            case 2: bytes[place] ^= 1 << UInt8(random.below(8))
            case 3:
                let count = min(random.below(64), bytes.count - place)
                bytes.replaceSubrange(place..<place + count, with: random.bytes(count))
            case 4:
                // A number of a header, mostly: large, small, or nearly right.
                let start = place & ~7
                guard start + 8 <= bytes.count else { continue }
                let values: [UInt64] = [0, 1, .max, .max - 1, 1 << 62, 1 << 63, random.next()]
                withUnsafeBytes(of: values[random.below(values.count)]) {
                    bytes.replaceSubrange(start..<start + 8, with: $0)
                }
            default:
                let from = random.below(bytes.count)
                let count = min(random.below(200), bytes.count - max(place, from))
                bytes.replaceSubrange(place..<place + count, with: bytes[from..<from + count])
            }
        }
    }
}

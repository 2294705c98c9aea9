import Journals

/// The first segment of a journal that was written in order.
enum SampleSegment {
    static func make(
        _ layout: JournalLayout, _ random: inout SplitMix64
    ) -> (bytes: [UInt8], producer: Producer) {
        var producer = Producer()
        for _ in 0..<random.pick(1...30) {
            producer.makeOne(&random, payloadBytesMax: layout.payloadBytesMax)
        }
        var timing = WriterTiming()
        timing.batchBytes = 200
        var writer = JournalWriter(
            run: RunID(high: 5, low: 6), layout: layout, durability: .synced, timing: timing)
        var file = [UInt8](repeating: 0, count: layout.segmentBytes)
        for now in 1...10_000 {
            while writer.appended < UInt64(producer.records.count) {
                let record = producer.records[Int(writer.appended)]
                if !record.payload.withUnsafeBytes({ writer.append(record.kind, $0) }) { break }
            }
            guard let step = writer.nextStep(at: UInt64(now)) else { break }
            var outcome = JournalStep.Outcome.done
            if case .write(let number, let offset) = step {
                let bytes = writer.unwritten
                if number == 1 { file.replaceSubrange(offset..<offset + bytes.count, with: bytes) }
                outcome = .wrote(bytes.count)
            }
            writer.finished(step, outcome, at: UInt64(now))
        }
        return (file, producer)
    }
}

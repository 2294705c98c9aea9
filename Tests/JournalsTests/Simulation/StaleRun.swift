import Journals

/// Records of an older run with the same numbers and lengths, as they may lie on blocks that are
/// given to a new file.
enum StaleRun {
    /// The second segment of it.
    static func segment(_ layout: JournalLayout, timing: WriterTiming, seed: UInt64) -> [UInt8] {
        var random = SplitMix64(seed: ~seed)
        var producer = Producer()
        for _ in 0..<(2 * layout.segmentBytes / 64) {
            producer.makeOne(&random, payloadBytesMax: layout.payloadBytesMax, isUniform: true)
        }
        var writer = JournalWriter(
            run: Resealing.staleRun, layout: layout, durability: .synced, timing: timing)
        var file = [UInt8](repeating: 0, count: layout.segmentBytes)
        for now in 1...100_000 {
            while writer.appended < UInt64(producer.records.count) {
                let record = producer.records[Int(writer.appended)]
                if !record.payload.withUnsafeBytes({ writer.append(record.kind, $0) }) { break }
            }
            guard let step = writer.nextStep(at: UInt64(now)) else { break }
            var outcome = JournalStep.Outcome.done
            if case .write(let number, let offset) = step {
                if number > 2 { break }
                let bytes = writer.unwritten
                if number == 2 { file.replaceSubrange(offset..<offset + bytes.count, with: bytes) }
                outcome = .wrote(bytes.count)
            }
            writer.finished(step, outcome, at: UInt64(now))
        }
        return file
    }
}

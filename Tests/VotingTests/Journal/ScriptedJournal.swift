import Voting

/// A journal whose disk is as fast, and as large, as a test says.
final class ScriptedJournal: RunJournal {
    var room = Int.max
    /// What is safe; without a number all is at once.
    var safeUpTo: UInt64?
    /// One a record, as a test reads it.
    private(set) var records: [String] = []

    var last: UInt64 { UInt64(records.count) }
    var safe: UInt64 { min(safeUpTo ?? last, last) }

    func hasRoom(for bytes: Int) -> Bool { room >= bytes }

    private func add(_ record: String) -> UInt64 {
        records.append(record)
        return last
    }

    private func text(_ bytes: UnsafeRawBufferPointer) -> String {
        String(decoding: bytes, as: UTF8.self)
    }

    func recordDemand(
        _ number: UInt64, inputEnd: UInt64, _ text: UnsafeRawBufferPointer
    ) -> UInt64 { add("demand \(number) in \(inputEnd): \(self.text(text))") }

    func recordVerdict(
        _ number: UInt64, _ verdict: RecordedVerdict, outputEnd: UInt64, written: UInt64,
        _ line: UnsafeRawBufferPointer
    ) -> UInt64 {
        add("\(verdict) \(number) out \(outputEnd) of \(written): \(text(line))")
    }

    func recordWithheld(
        _ numbers: ClosedRange<UInt64>, inputEnd: UInt64, outputEnd: UInt64
    ) -> UInt64 {
        add("withheld \(numbers.lowerBound)-\(numbers.upperBound) in \(inputEnd) out \(outputEnd)")
    }

    func recordCheckpoint(
        _ number: UInt64, inputEnd: UInt64, outputEnd: UInt64, keepFrom: UInt64,
        _ text: UnsafeRawBufferPointer
    ) -> UInt64 {
        let state = CheckpointText(text).map { String(decoding: $0.state, as: UTF8.self) }
        return add(
            "checkpoint \(number) in \(inputEnd) out \(outputEnd) from \(keepFrom): "
                + (state ?? "?"))
    }

    func recordInputEnd(_ end: UInt64) -> UInt64 { add("end \(end)") }
}

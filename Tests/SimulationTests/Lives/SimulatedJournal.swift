import Journals
import Voting

/// A journal whose disk is a list: records become safe when the world says so, and what is not
/// safe may be lost.
class SimulatedJournal: RunJournal {
    /// Bytes of the ring.
    let capacity: Int
    /// One a record, as the journaler would write it.
    private(set) var records: [(kind: RecordKind, payload: [UInt8])] = []
    private(set) var synced: UInt64 = 0
    /// Up to where a sync is under way.
    var syncing: UInt64 = 0
    private var usedBytes = 0

    required init(capacity: Int, after records: [(kind: RecordKind, payload: [UInt8])]) {
        self.capacity = capacity
        self.records = records
        synced = UInt64(records.count)
        syncing = synced
    }

    var last: UInt64 { UInt64(records.count) }
    var safe: UInt64 { synced }

    /// A sync has come back.
    func sync(upTo record: UInt64) {
        guard record > synced else { return }
        for index in Int(synced)..<Int(record) { usedBytes -= space(records[index].payload) }
        synced = record
    }

    private func space(_ payload: [UInt8]) -> Int { payload.count + 24 & ~7 }

    func hasRoom(for bytes: Int) -> Bool { usedBytes + bytes <= capacity }

    func add(_ entry: JournalEntry) -> UInt64 {
        let payload = [UInt8](unsafeUninitializedCapacity: entry.byteCount) { bytes, count in
            entry.encode(into: UnsafeMutableRawBufferPointer(bytes))
            count = entry.byteCount
        }
        records.append((entry.kind, payload))
        usedBytes += space(payload)
        precondition(usedBytes <= capacity, "more was recorded than there was room for")
        return last
    }

    func recordDemand(
        _ number: UInt64, inputEnd: UInt64, _ text: UnsafeRawBufferPointer
    ) -> UInt64 { add(.demand(number: number, inputEnd: inputEnd, text)) }

    func recordVerdict(
        _ number: UInt64, _ verdict: RecordedVerdict, outputEnd: UInt64, written: UInt64,
        _ line: UnsafeRawBufferPointer
    ) -> UInt64 {
        add(
            .verdict(
                number: number, verdict: verdict, outputEnd: outputEnd, written: written, line))
    }

    func recordWithheld(
        _ numbers: ClosedRange<UInt64>, inputEnd: UInt64, outputEnd: UInt64
    ) -> UInt64 { add(.withheld(numbers, inputEnd: inputEnd, outputEnd: outputEnd)) }

    func recordCheckpoint(
        _ number: UInt64, inputEnd: UInt64, outputEnd: UInt64, keepFrom: UInt64,
        _ text: UnsafeRawBufferPointer
    ) -> UInt64 {
        let checkpoint = JournalEntry.Checkpoint(
            number: number, inputEnd: inputEnd, outputEnd: outputEnd, keepFrom: keepFrom)
        return add(.checkpoint(checkpoint, text))
    }

    func recordInputEnd(_ end: UInt64) -> UInt64 { add(.input(end: end, hasEnded: true)) }
}

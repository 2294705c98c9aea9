import Journals
import Voting

/// A journal whose disk is a list: records become safe when the world says so, and what is not
/// safe may be lost.
class SimulatedJournal: RunJournal {
    /// Bytes of the ring.
    let capacity: Int
    /// Records that a checkpoint let go, before the first that is there.
    private(set) var dropped: Int
    /// One a record, as the journaler would write it.
    private(set) var records: [KeptRecords.Record] = []
    private(set) var synced: UInt64 = 0
    /// Up to where a sync is under way.
    var syncing: UInt64 = 0
    private var usedBytes = 0

    required init(capacity: Int, after kept: KeptRecords) {
        self.capacity = capacity
        (records, dropped) = (kept.records, kept.dropped)
        synced = kept.last
        syncing = synced
    }

    var kept: KeptRecords { KeptRecords(dropped: dropped, records: records) }
    var last: UInt64 { kept.last }
    var safe: UInt64 { synced }

    /// A sync has come back.
    func sync(upTo record: UInt64) {
        guard record > synced else { return }
        for number in synced + 1...record { usedBytes -= space(payload(of: number)) }
        synced = record
        truncate()
    }

    func payload(of record: UInt64) -> [UInt8] { records[Int(record) - dropped - 1].payload }

    /// Drops what the last durable checkpoint does not need; the journaler does it by segments.
    func truncate() {
        let durable = records.prefix(Int(synced) - dropped)
        guard let checkpoint = durable.last(where: { $0.kind == .checkpoint }) else { return }
        drop(before: checkpoint.keepFrom)
    }

    /// The journaler does it by segments: perhaps not all of them.
    final func drop(before record: UInt64) {
        let needless = Int(record) - 1 - dropped
        guard needless > 0 else { return }
        let count = needless * Int(synced % 4) / 3
        records.removeFirst(count)
        dropped += count
    }

    private func space(_ payload: [UInt8]) -> Int { payload.count + 24 & ~7 }

    func hasRoom(for bytes: Int) -> Bool { usedBytes + bytes <= capacity }

    func add(_ entry: JournalEntry) -> UInt64 {
        let payload = [UInt8](unsafeUninitializedCapacity: entry.byteCount) { bytes, count in
            entry.encode(into: UnsafeMutableRawBufferPointer(bytes))
            count = entry.byteCount
        }
        records.append(.init(kind: entry.kind, payload: payload))
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

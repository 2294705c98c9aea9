import CLinux
import Glibc
import Journals
import Voting
import Wiring

/// The journal as the voter has it: the ring to the journaler.
final class RingJournal: RunJournal {
    /// Behind a pointer as those of a `SlidingBuffer`.
    private let producer: UnsafeMutablePointer<JournalProducer>

    /// nil when the descriptors are not what the plan says.
    init?(_ plan: VoterPlan) {
        guard
            let ring = JournalRing(
                descriptor: VoterDescriptor.ring.rawValue, capacity: plan.ringBytes)
        else { return nil }
        _ = Glibc.close(VoterDescriptor.ring.rawValue)
        producer = .allocate(capacity: 1)
        producer.initialize(
            to: JournalProducer(
                ring: ring, after: plan.lastRecord, payloadBytesMax: plan.recordBytesMax,
                wake: VoterDescriptor.journalWake.rawValue))
    }

    deinit {
        producer.deinitialize(count: 1)
        producer.deallocate()
    }

    var last: UInt64 { producer.pointee.last }
    var safe: UInt64 { producer.pointee.safe() }

    func hasRoom(for bytes: Int) -> Bool { producer.pointee.hasRoom(for: bytes) }

    func recordDemand(
        _ number: UInt64, inputEnd: UInt64, _ text: UnsafeRawBufferPointer
    ) -> UInt64 {
        producer.pointee.append(.demand(number: number, inputEnd: inputEnd, text)) ?? 0
    }

    func recordVerdict(
        _ number: UInt64, _ verdict: RecordedVerdict, outputEnd: UInt64, written: UInt64,
        _ line: UnsafeRawBufferPointer
    ) -> UInt64 {
        producer.pointee.append(
            .verdict(
                number: number, verdict: verdict, outputEnd: outputEnd, written: written, line))
            ?? 0
    }

    func recordWithheld(
        _ numbers: ClosedRange<UInt64>, inputEnd: UInt64, outputEnd: UInt64
    ) -> UInt64 {
        producer.pointee.append(.withheld(numbers, inputEnd: inputEnd, outputEnd: outputEnd)) ?? 0
    }

    func recordCheckpoint(
        _ number: UInt64, inputEnd: UInt64, outputEnd: UInt64, keepFrom: UInt64,
        _ text: UnsafeRawBufferPointer
    ) -> UInt64 {
        let checkpoint = JournalEntry.Checkpoint(
            number: number, inputEnd: inputEnd, outputEnd: outputEnd, keepFrom: keepFrom)
        return producer.pointee.append(.checkpoint(checkpoint, text)) ?? 0
    }

    func recordInputEnd(_ end: UInt64) -> UInt64 {
        producer.pointee.append(.input(end: end, hasEnded: true)) ?? 0
    }

    /// Shows the journaler what was recorded.
    func publish() { producer.pointee.publish() }

    /// Asks to be woken when the record is safe; false when it is.
    func wait(for record: UInt64) -> Bool { producer.pointee.wait(for: record) }

    /// What was written to wake the journaler.
    var wakeBytes: UInt64 { producer.pointee.wakeBytes }

    /// Nothing more comes.
    func close() { producer.pointee.close() }
}

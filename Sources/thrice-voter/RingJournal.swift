import CLinux
import Glibc
import Journals
import Voting
import Wiring

/// The journal as the voter has it: the ring to the journaler.
final class RingJournal: RunJournal {
    private var producer: JournalProducer

    /// nil when the descriptors are not what the plan says.
    init?(_ plan: VoterPlan) {
        guard
            let ring = JournalRing(
                descriptor: VoterDescriptor.ring.rawValue, capacity: plan.ringBytes)
        else { return nil }
        _ = Glibc.close(VoterDescriptor.ring.rawValue)
        producer = JournalProducer(
            ring: ring, after: plan.lastRecord, payloadBytesMax: plan.recordBytesMax,
            wake: VoterDescriptor.journalWake.rawValue)
    }

    var last: UInt64 { producer.last }
    var safe: UInt64 { producer.safe() }

    func hasRoom(for bytes: Int) -> Bool { producer.hasRoom(for: bytes) }

    func recordDemand(
        _ number: UInt64, inputEnd: UInt64, _ text: UnsafeRawBufferPointer
    ) -> UInt64 {
        producer.append(.demand(number: number, inputEnd: inputEnd, text)) ?? 0
    }

    func recordVerdict(
        _ number: UInt64, _ verdict: RecordedVerdict, outputEnd: UInt64, written: UInt64,
        _ line: UnsafeRawBufferPointer
    ) -> UInt64 {
        producer.append(
            .verdict(
                number: number, verdict: verdict, outputEnd: outputEnd, written: written, line))
            ?? 0
    }

    func recordWithheld(
        _ numbers: ClosedRange<UInt64>, inputEnd: UInt64, outputEnd: UInt64
    ) -> UInt64 {
        producer.append(.withheld(numbers, inputEnd: inputEnd, outputEnd: outputEnd)) ?? 0
    }

    func recordCheckpoint(
        _ number: UInt64, inputEnd: UInt64, outputEnd: UInt64, keepFrom: UInt64,
        _ text: UnsafeRawBufferPointer
    ) -> UInt64 {
        let checkpoint = JournalEntry.Checkpoint(
            number: number, inputEnd: inputEnd, outputEnd: outputEnd, keepFrom: keepFrom)
        return producer.append(.checkpoint(checkpoint, text)) ?? 0
    }

    func recordInputEnd(_ end: UInt64) -> UInt64 {
        producer.append(.input(end: end, hasEnded: true)) ?? 0
    }

    /// Shows the journaler what was recorded.
    func publish() { producer.publish() }

    /// Asks to be woken when the record is safe; false when it is.
    func wait(for record: UInt64) -> Bool { producer.wait(for: record) }

    /// What was written to wake the journaler.
    var wakeBytes: UInt64 { producer.wakeBytes }

    /// Nothing more comes.
    func close() { producer.close() }
}

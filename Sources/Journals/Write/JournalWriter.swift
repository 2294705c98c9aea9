import Glibc
import Voting

/// What to write where, and what is durable: the core of the journaler.
///
/// The shell appends records as long as that is taken (`append`), does what `nextStep` says, tells
/// how it ended (`finished`), and publishes `durable`. Whatever is gathered while a sync runs
/// becomes one write and one sync. No I/O and no clock here; instants are nanoseconds.
///
/// - A segment is begun only when all before it is durable, and its header is synced before any
///   record follows: so a reader knows that a segment with a successor is whole.
/// - After a failed sync nothing is known of the file's pages: the kernel may have marked them
///   clean without writing them, and a second sync would succeed (A. Rebello et al., "Can
///   Applications Recover from fsync Failures?", USENIX ATC 2020). So that is the end: `failed`,
///   and `durable` never moves again. `RepairPlan` writes the file anew before a run goes on.
package struct JournalWriter: ~Copyable {
    package let run: RunID
    package let layout: JournalLayout
    let timing: WriterTiming
    /// Syncs as soon as there is something to sync.
    let isSynced: Bool

    package internal(set) var state = JournalState.running
    /// The last record that was taken.
    package internal(set) var appended: UInt64
    /// The last record that is in its file, as far as other processes see.
    package internal(set) var written: UInt64
    /// The last record that survives the machine.
    package internal(set) var durable: UInt64

    /// Those that exist, the last being written.
    var segments: [JournalEnd.Segment]
    /// Whether the last of `segments` was begun by this writer and can take records.
    var isOpen = false
    /// Of the last one: where the batch begins in it.
    var offset = 0
    var identity: UInt64 = 0
    /// Made and not begun.
    var prepared: UInt64?
    /// A record did not fit: the next segment is due.
    var wantsNext = true
    let batch: JournalBatch
    /// The batch is a header alone.
    var isBeginning = false
    /// Bytes of the open segment that are written and not synced.
    var unsyncedBytes = 0
    var unsyncedSince: UInt64 = 0
    var isClosing = false
    var prepareAgainAt: UInt64 = 0
    var writeAgainAt: UInt64 = 0
    /// The last checkpoint that was appended, and what it lets go; 0 for none.
    var checkpoint: (sequence: UInt64, keepFrom: UInt64)

    /// - Parameter end: where the journal ends, repaired; an empty one begins a new journal.
    package init(
        run: RunID, layout: JournalLayout, durability: Durability, timing: WriterTiming = .init(),
        after end: JournalEnd = JournalEnd()
    ) {
        precondition(end.run == nil || end.run == run, "the journal is another run's")
        self.run = run
        self.layout = layout
        self.timing = timing
        isSynced = durability == .synced
        appended = end.last
        written = end.last
        durable = end.last
        segments = end.segments
        checkpoint = (end.last, min(end.keepFrom, end.last))
        batch = JournalBatch(
            capacity: timing.batchBytes
                + RecordHeader.spaceFor(payload: layout.payloadBytesMax))
    }

    var nextNumber: UInt64 { (segments.last?.number ?? 0) + 1 }

    /// The bytes that the step `write` is about.
    package var unwritten: UnsafeRawBufferPointer { batch.unwritten }

    /// Takes a record with the number after `appended`.
    ///
    /// - Parameter payload: at most `payloadBytesMax` bytes; one of its kind.
    /// - Returns: false when steps have to be done before it can be taken.
    package mutating func append(_ kind: RecordKind, _ payload: UnsafeRawBufferPointer) -> Bool {
        precondition(payload.count <= layout.payloadBytesMax, "\(payload.count) bytes a record")
        let space = RecordHeader.spaceFor(payload: payload.count)
        guard isOpen, batch.isGathering, !wantsNext, state != .closed else { return false }
        if case .failed = state { return false }
        if offset + batch.count + space > layout.segmentBytes {
            wantsNext = true
            return false
        }
        guard batch.count < timing.batchBytes else { return false }
        appended += 1
        let header = RecordHeader(
            kind: kind, length: payload.count, sequence: appended, synced: durable)
        batch.append(header, payload, identity: identity)
        note(kind, payload)
        return true
    }

    private mutating func note(_ kind: RecordKind, _ payload: UnsafeRawBufferPointer) {
        guard kind == .checkpoint, case .checkpoint(let said, _)? = JournalEntry(kind, payload)
        else { return }
        checkpoint = (appended, min(said.keepFrom, appended))
    }

    /// Nothing will be appended any more: what is there is synced, then `state` is `closed`.
    package mutating func close() { isClosing = true }
}

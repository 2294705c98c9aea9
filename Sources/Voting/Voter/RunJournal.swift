/// Where demands and verdicts are recorded before answers leave. The voter hands records over in
/// their order and asks what is safe; nothing here waits for anybody.
package protocol RunJournal: AnyObject {
    /// Whether records of so many bytes can be taken now, each counted as its text and
    /// `JournalRoom.overheadBytes`.
    func hasRoom(for bytes: Int) -> Bool
    /// The last record that was handed over.
    var last: UInt64 { get }
    /// The last record that is as safe as the run's durability asks.
    var safe: UInt64 { get }

    /// The caller has seen that there is room.
    ///
    /// - inputEnd: bytes of the input up to and including the demand.
    /// - Returns: the record's number; 0 when it could not be taken all the same.
    func recordDemand(
        _ number: UInt64, inputEnd: UInt64, _ text: UnsafeRawBufferPointer
    ) -> UInt64

    /// - outputEnd: bytes of the output up to and including the line.
    /// - written: those that have left.
    /// - line: what goes out, without its line feed.
    func recordVerdict(
        _ number: UInt64, _ verdict: RecordedVerdict, outputEnd: UInt64, written: UInt64,
        _ line: UnsafeRawBufferPointer
    ) -> UInt64

    /// Restrictive answers went out to these demands, whatever is recorded of them before.
    func recordWithheld(
        _ numbers: ClosedRange<UInt64>, inputEnd: UInt64, outputEnd: UInt64
    ) -> UInt64

    /// The demands up to a number are settled, and this is the state after them.
    ///
    /// - Parameters:
    ///   - keepFrom: the first record that is still needed.
    ///   - text: of a `CheckpointText`.
    func recordCheckpoint(
        _ number: UInt64, inputEnd: UInt64, outputEnd: UInt64, keepFrom: UInt64,
        _ text: UnsafeRawBufferPointer
    ) -> UInt64

    /// No demand comes any more.
    func recordInputEnd(_ end: UInt64) -> UInt64
}

/// What is counted against a journal's room.
package enum JournalRoom {
    /// Of each record beside its text, at most.
    package static let overheadBytes = 80
}

/// What is recorded of a verdict: what went out, and how it came to that.
package enum RecordedVerdict: UInt8, Sendable {
    case agreed = 1
    case restrictive
    /// Agreed on; the restrictive answer goes out, for a latch is closed.
    case held
}

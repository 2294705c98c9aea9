/// A record that was read and found whole; its bytes are valid as long as those of the segment.
package struct JournalRecord {
    package let sequence: UInt64
    /// What was durable when it was written.
    package let synced: UInt64
    package let entry: JournalEntry
    package let place: JournalPlace

    package init(sequence: UInt64, synced: UInt64, entry: JournalEntry, place: JournalPlace) {
        self.sequence = sequence
        self.synced = synced
        self.entry = entry
        self.place = place
    }
}

/// Where something stands in a journal.
package struct JournalPlace: Equatable, Sendable {
    package let segment: UInt64
    /// Bytes from the front of the segment's file.
    package let offset: Int

    package init(segment: UInt64, offset: Int) {
        self.segment = segment
        self.offset = offset
    }
}

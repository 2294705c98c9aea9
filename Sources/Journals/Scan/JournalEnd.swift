/// What a scan found: where a journal ends, and what lies behind.
package struct JournalEnd: Equatable, Sendable {
    /// A segment with the records that are in it.
    package struct Segment: Equatable, Sendable {
        package let number: UInt64
        /// The first record in it, or the one that would be.
        package let first: UInt64

        package init(number: UInt64, first: UInt64) {
            self.number = number
            self.first = first
        }
    }

    /// Bytes behind the last whole record, of records that were never known to be durable.
    package struct TornTail: Equatable, Sendable {
        package let place: JournalPlace
        /// The segment's file up to its end.
        package let byteCount: Int
        package let flaw: RecordFlaw
    }

    /// nil when no segment was begun.
    package var run: RunID?
    /// Those that were begun, in order; the last is where the journal ends.
    package var segments: [Segment] = []
    /// The last whole record; 0 when there is none.
    package var last: UInt64 = 0
    /// Bytes of the last segment up to the end of its last whole record.
    package var offset = 0
    package var torn: TornTail?
    /// Segments that were made and not begun, behind the last: nothing of worth is in them.
    package var unbegun: [UInt64] = []
    /// From the last checkpoint, 0 without one.
    package var keepFrom: UInt64 = 0

    package init() {}
}

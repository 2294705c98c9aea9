/// What a record of the journal is about; the number stands in its header.
package enum RecordKind: UInt8, CaseIterable, Sendable {
    /// A demand as it was frozen.
    case demand = 1
    /// What went out for a demand.
    case verdict = 2
    /// One line of the run's story.
    case event = 3
    /// What came before it is needed no longer, but for what it names.
    case checkpoint = 4
    /// How far the input is read, where no demand says so.
    case input = 5
    /// Demands that were answered restrictively since the disk was too slow.
    case withheld = 6
}

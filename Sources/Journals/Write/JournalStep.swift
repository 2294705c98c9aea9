/// What a journal's writer wants done next, and how that ended.
package enum JournalStep: Equatable, Sendable {
    /// Make the segment's file, all its room allocated; it and its name durable.
    case prepare(UInt64)
    /// Write the front of `unwritten` at an offset of the segment's file.
    case write(UInt64, offset: Int)
    /// `fdatasync` the segment's file.
    case sync(UInt64)
    /// Remove the segment's file, its absence durable before the next step.
    case remove(UInt64)

    package enum Outcome: Equatable, Sendable {
        case done
        /// Of a write: so many bytes of it.
        case wrote(Int)
        case failed(errno: Int32)
    }
}

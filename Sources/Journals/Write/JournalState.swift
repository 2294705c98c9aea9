/// How a journal's writer is. The durable number says what counts; this says why it stands still.
package enum JournalState: Equatable, Sendable {
    case running
    /// There is no room for the next segment, or for a record; tried again until there is.
    case diskFull
    /// A call to the disk failed, and what the disk holds is not known: nothing more is written.
    case failed(errno: Int32)
    /// All that was handed over is durable, and nothing comes any more.
    case closed
}

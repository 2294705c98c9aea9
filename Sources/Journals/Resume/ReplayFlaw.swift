/// Why a demand of a run cannot be put to a replica again.
package enum ReplayFlaw: Error, Equatable, Sendable {
    /// The run had no such demand; the last one it had, 0 if none.
    case beyondEnd(last: UInt64)
    /// It was answered restrictively without having been recorded: nobody was asked.
    case notAsked
    /// It is no longer in the journal, which begins with another one, for a checkpoint let it go.
    case letGo(first: UInt64)
    /// Those before it are needed, and a checkpoint behind it let them go.
    case historyLetGo(first: UInt64)
    /// Those before it have more bytes than any replica is ever shown.
    case historyTooLong(bytes: Int, most: Int)
}

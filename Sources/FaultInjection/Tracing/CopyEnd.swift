/// What became of a copy.
package struct CopyEnd: Equatable, Sendable {
    package enum Outcome: Equatable, Sendable {
        /// A whole line came.
        case answered
        case died(signal: Int32)
        /// Without a whole line.
        case exited(status: Int32)
        /// Used up its processor time.
        case busy
        /// Sleeps; the state is the kernel's letter.
        case blocked(state: Character)
        /// Cannot answer any more: its standard output leads elsewhere, or nowhere.
        case closedOutput
        /// Wrote more than a line may have.
        case tooLong
    }

    package var outcome: Outcome
    /// The answer without its line feed, or what came of it, the target's own part before the copy
    /// included.
    package var answer: [UInt8]
    /// What stood behind the answer, as far as it is kept.
    package var extra: [UInt8]
    /// Of processor time that it had used when that was seen.
    package var cpuNanoseconds: UInt64
    /// Of one that has answered: how it ended while it was watched for more.
    package var endAfterAnswer: ProcessEnd?
    /// Of one that has answered: it used its budget up without waiting for another demand.
    package var isStuckAfterAnswer = false
}

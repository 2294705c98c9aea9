/// What the voter holds of one replica for one demand.
///
/// `open` and `overdue` are on the way; the others are final and each counts once, so that per
/// replica they sum to the demands that the replicas were to be asked: all but those outside of
/// the specification's contract.
package enum Ballot: UInt8, Sendable, CaseIterable {
    /// Nothing yet, and the deadline has not passed.
    case open
    /// Closed for the vote at its deadline; becomes `late` or `silent`.
    case overdue
    /// Answered in time; the answer takes part in the vote.
    case answered
    /// Answered after its deadline; compared, never counted.
    case late
    /// Never answered although it was asked and lived.
    case silent
    /// The process ended, or gave up one of its pipes, before it answered.
    case crashed
    /// What it said cannot be an answer: endless, or not in the frame that was agreed on.
    case malformed
    /// It was not asked: restarting, catching up, behind after a missed deadline, or ejected.
    case absent
    /// Answered in time, and the specification does not accept the answer; it never counts.
    case rejected

    /// Whether it can still take part in the verdict.
    package var isOpen: Bool { self == .open }
}

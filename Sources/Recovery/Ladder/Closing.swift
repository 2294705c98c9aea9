/// How a replica's ballot was closed, as far as it says something about the replica.
///
/// Ballots that are absent say nothing: it was not asked.
package enum Closing: UInt8, Sendable, CaseIterable {
    /// Answered in time, and not against what was agreed or specified.
    case inTime
    /// Answered after the deadline.
    case late
    /// Answered something else than what was agreed, in time; or late, which is told, too.
    case dissented
    /// Answered in time what the machine does not accept, or what cannot be read.
    case rejected
    /// The deadline passed without an answer.
    case missing

    /// What a slow host explains.
    package var isAboutTime: Bool { self == .late || self == .missing }
}

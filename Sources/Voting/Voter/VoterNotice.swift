/// What the supervisor is told of a replica beside its loss.
package enum VoterNotice: Equatable, Sendable {
    /// It is not withdrawn: a quorum needs it, or it could not come back.
    case stays(Int)
    /// It has seen the history, and its ballots count from now on.
    case caughtUp(Int)
}

package enum Judgement: Equatable, Sendable {
    case accepted
    /// No state that the replica may have been in allows this answer.
    case rejected
    /// PRE holds in no state that the replica may have been in.
    case outsideContract
    /// A limit was reached or something undefined met before an allowed outcome was found.
    case undecided
}

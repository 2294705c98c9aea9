/// What the voter is to say of one demand, by the cached vote of the ensemble's own rule.
package struct CachedVerdict: Equatable, Sendable {
    package enum Ballot: Equatable, Sendable {
        /// With whether it is of those who carry what goes out.
        case answered(isSupporter: Bool)
        /// Said something that the schema cannot read, or the machines do not accept.
        case refused
        case silent
        /// Said what is no answer, or is gone.
        case broken
    }

    /// What goes out, the restrictive answer included.
    package var released: [UInt8]
    /// By replica.
    package var ballots: [Ballot]

    package init(released: [UInt8], ballots: [Ballot]) {
        (self.released, self.ballots) = (released, ballots)
    }
}

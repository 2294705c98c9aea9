/// The exit statuses of the voter's process; everything else means that it died.
package enum VoterExit: Int32, Sendable {
    /// All demands are answered and all ballots closed; or it was told to stop.
    case finished = 0
    /// The consumer has closed the answers, or they could not be written.
    case outputFailed = 74
    /// The demands could not be read.
    case inputFailed = 75
    /// There are to be checkpoints, and no replica knows what to save is.
    case cannotSave = 76
    /// The guardian has ended, and with it everything.
    case orphaned = 71
    /// It was started wrongly.
    case badPlan = 70
}

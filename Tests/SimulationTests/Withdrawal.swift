import Voting

/// An order to let a replica finish and give it up, and what came of it.
struct Withdrawal {
    var replica: Int
    /// When the voter was told.
    var at: UInt64
    /// When it was given up, or the voter said that it stays; nil: the run ended before.
    var answeredAt: UInt64?
    /// Nil: it stays.
    var loss: Loss?
}

/// One demand between its admission and the closing of its last ballot.
struct Slot {
    /// Offset of its frozen bytes in the voter's demand buffer, and one past them.
    var start: UInt64 = 0
    var end: UInt64 = 0
    var digest: UInt64 = 0
    var verdict = Verdict.undecided
    /// When the verdict fell, in nanoseconds.
    var decidedAt: UInt64 = 0
    /// The replica whose answer stands for the winning class.
    var winner = 0
    var openBallots = 0
    /// Too long to be given to anybody.
    var isOversized = false
}

/// One replica's ballot in a slot.
struct Cell {
    var ballot = Ballot.absent
    /// The first replica that gave this answer; equal answers share it.
    var representative: UInt8 = 0
    /// How many share it; kept at the representative.
    var support: UInt8 = 0
    /// A late answer that is one, kept until it is known what went out.
    var isComparable = false
    /// Where the answer stands in the replica's answer buffer.
    var start: UInt64 = 0
    var end: UInt64 = 0
}

/// One demand between its admission and the closing of its last ballot.
struct Slot {
    /// Offset of its frozen bytes in the voter's demand buffer, and one past them.
    var start: UInt64 = 0
    var end: UInt64 = 0
    /// Where in them the consumer's own bytes begin: behind a header, what went out before, and
    /// a stamp.
    var body: UInt64 = 0
    var digest: UInt64 = 0
    var verdict = Verdict.undecided
    /// When the verdict fell, in nanoseconds.
    var decidedAt: UInt64 = 0
    /// The replica whose answer stands for the winning class.
    var winner = 0
    var openBallots = 0
    /// Of shadows, for which nothing waits.
    var openShadows = 0
    /// Replicas that were handed it while their ballots were open, and those that were not since
    /// the specification promises nothing about it in their state.
    var handed = 0
    var refused = 0
    /// Answers, in time or late, that the specification accepted; and whether it did not accept
    /// one that is to blame for it.
    var accepted = 0
    var hasRefusals = false
    /// Too long to be given to anybody.
    var isOversized = false
    /// The specification promises nothing about it: it is given to nobody. Where that depends on
    /// the replicas' states it is known when the last ballot is closed.
    var isOutside = false
    /// Agreed on, and answered restrictively all the same: the latch was closed.
    var isHeld = false
    /// The record of its verdict in the journal, where there is one.
    var record: UInt64 = 0
    /// There was no room in the journal for it: nobody was asked.
    var isUnrecorded = false
    /// Answered restrictively since its record was not safe in time.
    var isWithheldBack = false
}

extension Slot {
    /// Nobody is asked.
    var isWithheld: Bool { isOversized || isOutside || isUnrecorded }

    /// What was agreed on goes out; known once it is sealed.
    var goesOut: Bool { verdict == .agreed && !isHeld && !isWithheldBack }
}

/// One replica's ballot in a slot.
struct Cell {
    var ballot = Ballot.absent
    /// Its bytes are kept until the demand is counted: of answers in time, late, or unreadable.
    var isRetained = false
    /// What the specification said of its answer, in time or late, if it was asked; `.outside`
    /// also of a demand that was not handed over.
    var acceptance = Acceptance.accepted
    /// Absent by our own doing: the replica was withdrawn.
    var isWithdrawn = false
    /// Its replica slept, or was catching up, when the demand was admitted: it is asked when it is
    /// needed.
    var isReserve = false
    /// It was a reserve, and its replica was called for it and has not been asked yet.
    var isCalled = false
    /// Where they stand in the replica's answer buffer.
    var start: UInt64 = 0
    var end: UInt64 = 0
}

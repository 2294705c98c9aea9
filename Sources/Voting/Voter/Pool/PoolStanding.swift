/// What a pool adds to where the voter stands with one replica.
struct PoolStanding {
    /// It is falling asleep: of the demands from here on it is handed none.
    var takesBefore = UInt64.max
    /// The oldest demand that it holds has taken half of its time.
    var isLate = false
    /// It was woken for a demand and has not answered anything since.
    var isUnproven = false
    /// Demands before this one were admitted while it slept, or it was awake all the time.
    var calledBefore: UInt64 = 0
    /// Ballots of its present process that were not what was agreed on.
    var lapses: UInt64 = 0
    /// Its place in the order of all wakings.
    var wokenAs: UInt64 = 0
    /// When its present process began.
    var startedAt: UInt64 = 0

    var isDrowsy: Bool { takesBefore < .max }
}

/// What a pool adds to the voter.
struct PoolState {
    /// Whose processes are to be stopped.
    var atRest = ReplicaSet()
    var wakings: UInt64 = 0
    /// When somebody was woken last.
    var wokenAt: UInt64 = 0
}

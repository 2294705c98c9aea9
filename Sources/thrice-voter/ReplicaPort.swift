/// The voter's ends of one replica's pipes, and the handle of its process.
struct ReplicaPort {
    var input: Int32 = -1
    var output: Int32 = -1
    var process: Int32 = -1
    /// Counts the processes that this replica has had.
    var incarnation: UInt32 = 0
    var isWaitingToWrite = false
    /// Its process was stopped by us.
    var isStopped = false
    /// What was told of that last; a self-check from time to time is not worth telling.
    var isToldAsleep = false

    var isOpen: Bool { process >= 0 }
}

extension Tally {
    /// Adds what a later part of the same run counted.
    package mutating func add(_ later: Tally) {
        precondition(replicas.count == later.replicas.count, "tallies of two ensembles")
        demands += later.demands
        agreed += later.agreed
        masked += later.masked
        restrictive += later.restrictive
        held += later.held
        checkpoints += later.checkpoints
        failedCheckpoints += later.failedCheckpoints
        outside += later.outside
        unrecorded += later.unrecorded
        savedNanoseconds &+= later.savedNanoseconds
        if shutAt == 0 { shutAt = later.shutAt }
        if beyondFaults == 0 { firstBeyondFaults = later.firstBeyondFaults }
        beyondFaults += later.beyondFaults
        for index in replicas.indices { replicas[index].add(later.replicas[index]) }
    }
}

extension Tally.Replica {
    mutating func add(_ later: Self) {
        agreed += later.agreed
        dissented += later.dissented
        late += later.late
        silent += later.silent
        crashed += later.crashed
        malformed += later.malformed
        absent += later.absent
        rejected += later.rejected
        undecided += later.undecided
        restarts += later.restarts
        lateDissented += later.lateDissented
        lateRejected += later.lateRejected
        lateWrong += later.lateWrong
    }
}

/// What a replica's ballots and the detectors say of it while it runs.
extension Ladder {
    /// So many ballots of a replica were closed alike.
    ///
    /// Constant time, so that the voter may report by the thousand or one by one.
    package mutating func answered(
        _ replica: Int, _ closing: Closing, count: Int = 1, at now: UInt64
    ) -> Directive? {
        guard seats[replica].isRunning, count > 0 else { return nil }
        if closing == .inTime { return answeredWell(replica, count, at: now) }
        if closing.isAboutTime && blamesMachine { return nil }
        seats[replica].soil(at: now)
        seats[replica].faults = seats[replica].faults.saturatingAdd(count)
        if closing.isAboutTime {
            seats[replica].timeFaults = seats[replica].timeFaults.saturatingAdd(count)
        }
        if let limit = policy.restartFaults, seats[replica].faults >= limit,
            withdraw(replica)
        {
            return .withdraw(.faults)
        }
        return seats[replica].faults >= policy.watchFaults ? watch(replica) : nil
    }

    /// A detector finds that a replica takes oddly long for what it holds.
    package mutating func suspected(_ replica: Int, at now: UInt64) -> Directive? {
        guard seats[replica].isRunning, !blamesMachine else { return nil }
        seats[replica].soil(at: now)
        return watch(replica)
    }

    private mutating func answeredWell(
        _ replica: Int, _ count: Int, at now: UInt64
    ) -> Directive? {
        seats[replica].cleanAnswers = seats[replica].cleanAnswers.saturatingAdd(count)
        guard seats[replica].rung > .healthy || seats[replica].faults > 0,
            seats[replica].cleanAnswers >= policy.cleanAnswers,
            now.since(seats[replica].cleanSince) >= policy.cleanNanoseconds
        else { return nil }
        seats[replica].faults = 0
        seats[replica].timeFaults = 0
        return relax(replica)
    }

    private mutating func watch(_ replica: Int) -> Directive? {
        guard seats[replica].rung == .healthy else { return nil }
        seats[replica].rung = .watched
        return .watch
    }

    private mutating func relax(_ replica: Int) -> Directive? {
        guard seats[replica].rung > .healthy else { return nil }
        seats[replica].rung = .healthy
        return .relax
    }

    /// From now on slowness is the host's, or no longer.
    ///
    /// What was put down to the replicas' own slowness is taken back: the first to be slow cannot
    /// be told from the only one.
    package mutating func blameMachine(_ isBlamed: Bool, at now: UInt64) -> [Order] {
        guard isBlamed != blamesMachine else { return [] }
        blamesMachine = isBlamed
        guard isBlamed else { return [] }
        return seats.indices.compactMap { replica in
            forgive(replica, at: now).map { Order(replica, $0) }
        }
    }

    private mutating func forgive(_ replica: Int, at now: UInt64) -> Directive? {
        seats[replica].forgetSlowness(policy)
        if case .onTrial = seats[replica].presence { return restart(replica, at: now) }
        seats[replica].faults -= seats[replica].timeFaults
        seats[replica].timeFaults = 0
        guard seats[replica].rung == .watched, seats[replica].faults < policy.watchFaults else {
            return nil
        }
        return relax(replica)
    }
}

extension Int {
    fileprivate func saturatingAdd(_ other: Int) -> Int {
        let (sum, isTooLarge) = addingReportingOverflow(other)
        return isTooLarge ? .max : sum
    }
}

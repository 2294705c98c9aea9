/// Who of a pool is awake, and who sleeps.
///
/// `plan.active` replicas are fit and asked; the others sleep: their processes are started, have
/// settled and are stopped. A sleeper is woken in place of one that is lost or late, and where
/// without it nothing could be agreed on (`Voter+Reserves`). When there have been more fit ones
/// than needed for some time, those that erred most, or were woken last, go to sleep: nobody has
/// a place of its own to which it returns.
///
/// Primary and backups as in passive replication (N. Budhiraja, K. Marzullo, F. B. Schneider,
/// S. Toueg, "The primary-backup approach", in "Distributed Systems", 2nd ed., 1993) is a pool
/// with one active. Deviation: no state goes from primary to backup; a backup is shown the demands.
extension Voter {
    var hasPool: Bool { plan.active < plan.replicas }

    /// Whether a replica's process is to be stopped; otherwise it is to run.
    package func isAtRest(_ replica: Int) -> Bool { pool.atRest.contains(replica) }

    /// How long there must have been no reason to wake anybody before somebody goes to sleep.
    private var holdNanoseconds: UInt64 { 4 * deadline }

    /// A replica with state that is so many demands behind is shown them and sleeps on.
    private static let lagMax: UInt64 = 64

    /// Wakes those who are needed, and lets those who are not fall asleep.
    mutating func tendPool(at now: UInt64) {
        guard hasPool else { return }
        for replica in 0..<plan.replicas {
            guard let late = lateInstant(of: links[replica]), now >= late else { continue }
            links[replica].pool.isLate = true
        }
        wakeSubstitutes(at: now)
        if let instant = surplusInstant, now >= instant { retireSurplus() }
        refreshSleepers()
    }

    /// Of those who are to fall asleep, the ones that hold nothing any more.
    mutating func fallAsleep(at now: UInt64) {
        guard hasPool else { return }
        for replica in 0..<plan.replicas {
            let link = links[replica]
            if link.pool.isDrowsy, link.standing == .active || link.standing == .catchingUp,
                link.held == 0, link.next >= link.pool.takesBefore, link.written == link.handed
            {
                if link.standing == .catchingUp { noteCaughtUp(replica) }
                links[replica].standing = .asleep
                links[replica].pool.takesBefore = .max
                links[replica].awaitedSince = nil
            }
            if links[replica].standing == .asleep && !isInSelfCheck(replica)
                && now >= settledInstant(of: links[replica])
            {
                pool.atRest.insert(replica)
            } else {
                pool.atRest.remove(replica)
            }
        }
    }

    /// A newcomer sleeps unless it is needed.
    mutating func enterPool(_ replica: Int, at now: UInt64) {
        let isBehind = plan.isStateful && history.isComplete
        links[replica].begin(
            at: isBehind ? 0 : base, offset: isBehind ? 0 : frozen.high, standing: .asleep)
        links[replica].pool.startedAt = now
        if !isBehind { links[replica].isWithdrawn = false }
        let isAwaited = links[replica].awaitedSince != nil
        if isAwaited || links[..<plan.replicas].count(where: { isFit($0) }) < plan.active {
            wake(replica, at: now)
        } else if isBehind && links[replica].next == admitted {
            noteCaughtUp(replica)
        }
    }

    /// With state it has seen what there was.
    private mutating func noteCaughtUp(_ replica: Int) {
        links[replica].isWithdrawn = false
        notices.append(.caughtUp(replica))
    }

    /// Its ballots on what is undecided are opened, and it is handed what it missed.
    mutating func wake(_ replica: Int, at now: UInt64) {
        pool.wakings += 1
        pool.wokenAt = now
        let wasAsleep = links[replica].standing == .asleep
        let isWanted = openReserves(of: replica)
        links[replica].pool.takesBefore = .max
        links[replica].pool.calledBefore = admitted
        links[replica].pool.wokenAs = pool.wakings
        links[replica].pool.isUnproven = isWanted
        links[replica].pool.isLate = false
        if plan.isStateful {
            if isWanted && links[replica].awaitedSince == nil { links[replica].awaitedSince = now }
            let isBehind = links[replica].next < admitted
            if isBehind || wasAsleep { links[replica].standing = isBehind ? .catchingUp : .active }
            if wasAsleep && !isBehind { noteCaughtUp(replica) }
        } else if wasAsleep {
            links[replica].standing = .active
            links[replica].awaitedSince = nil
            goToOpen(replica)
        }
    }

    /// The one to wake: of those that erred least the one that is ready soonest.
    func bestSleeper(of sleepers: ReplicaSet) -> Int? {
        func rank(_ replica: Int) -> (UInt64, Int) {
            let link = links[replica]
            return (link.pool.lapses, link.isFresh && !pool.atRest.contains(replica) ? 1 : 0)
        }
        return sleepers.min { rank($0) < rank($1) }
    }

    /// Those who can be woken.
    var sleepers: ReplicaSet {
        var sleepers = ReplicaSet()
        for replica in 0..<plan.replicas where isCallable(links[replica]) {
            sleepers.insert(replica)
        }
        return sleepers
    }

    private func isCallable(_ link: ReplicaLink) -> Bool {
        switch link.standing {
        case .asleep: true
        case .active, .catchingUp: link.pool.isDrowsy
        case .absent, .overdue: false
        }
    }

    /// Whether it is asked, or will be as soon as it has caught up, and nothing speaks against it.
    private func isFit(_ link: ReplicaLink) -> Bool {
        (link.standing == .active || link.standing == .catchingUp)
            && !link.pool.isDrowsy && !link.pool.isLate && link.leavingSince == nil
    }

    /// One for each that is lost or late; and where one that was woken for a demand is late, too,
    /// all: so that nobody waits for one sleeper after the other.
    private mutating func wakeSubstitutes(at now: UInt64) {
        var rest = sleepers
        var fit = links[..<plan.replicas].count { isFit($0) }
        let isVain = links[..<plan.replicas].contains { $0.pool.isUnproven && $0.pool.isLate }
        while fit < plan.active || isVain, let next = bestSleeper(of: rest) {
            rest.remove(next)
            wake(next, at: now)
            fit += 1
        }
    }

    private mutating func retireSurplus() {
        var fit = links[..<plan.replicas].count { $0.standing == .active && isFit($0) }
        while fit > plan.active, let replica = leastNeeded {
            fit -= isFit(links[replica]) ? 1 : 0
            links[replica].pool.takesBefore = admitted
        }
    }

    private var leastNeeded: Int? {
        func rank(_ replica: Int) -> (UInt64, UInt64) {
            (links[replica].pool.lapses, links[replica].pool.wokenAs)
        }
        var asked = ReplicaSet()
        for replica in 0..<plan.replicas
        where links[replica].standing == .active && !links[replica].pool.isDrowsy {
            asked.insert(replica)
        }
        return asked.max { rank($0) < rank($1) }
    }

    /// With state a sleeper must not fall so far behind that it cannot catch up when it is needed;
    /// this is what makes it a warm one.
    private mutating func refreshSleepers() {
        guard plan.isStateful, history.isComplete else { return }
        for replica in 0..<plan.replicas where links[replica].standing == .asleep {
            let link = links[replica]
            guard admitted - link.next > Self.lagMax || link.next < link.bornAt else { continue }
            links[replica].standing = .catchingUp
            links[replica].pool.takesBefore = admitted
        }
    }
}

/// When time alone changes something in the pool.
extension Voter {
    var poolInstant: UInt64? {
        guard hasPool else { return nil }
        var earliest = surplusInstant
        let hasSleepers = !sleepers.isEmpty
        for replica in 0..<plan.replicas {
            let link = links[replica]
            var due: UInt64?
            if link.standing == .asleep {
                let isWaited = pool.atRest.contains(replica) || isInSelfCheck(replica)
                due = isWaited ? nil : settledInstant(of: link)
            } else if hasSleepers && !link.pool.isLate {
                due = lateInstant(of: link)
            }
            if let due { earliest = min(earliest ?? due, due) }
        }
        return earliest
    }

    /// When a replica is late: nil while it has nothing to be late with.
    private func lateInstant(of link: ReplicaLink) -> UInt64? {
        guard link.standing != .absent, link.standing != .asleep else { return nil }
        var late = link.held > 0 ? link.headSince + patience(with: link) / 2 : nil
        if link.standing == .catchingUp, let since = link.awaitedSince {
            let due = since + deadline / 2
            late = min(late ?? due, due)
        }
        return late
    }

    /// When a process can be stopped: it has answered once, or had the time to.
    private func settledInstant(of link: ReplicaLink) -> UInt64 {
        link.isFresh ? link.pool.startedAt + plan.startupNanoseconds : 0
    }

    /// When somebody goes to sleep; nil while nobody can be spared.
    private var surplusInstant: UInt64? {
        // Without a history who sleeps could never be asked again.
        guard hasPool, !plan.isStateful || history.isComplete,
            links[..<plan.replicas].count(where: { $0.standing == .active && isFit($0) })
                > plan.active
        else { return nil }
        return pool.wokenAt + holdNanoseconds
    }
}

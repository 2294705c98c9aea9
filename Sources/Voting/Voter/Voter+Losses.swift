/// Deadlines, deaths, and those who come back.
extension Voter {
    /// A process of this replica runs and its pipes are the voter's; also the first time.
    ///
    /// Whatever was wanted of the process before it is forgotten: its pipes are closed by now.
    package mutating func started(_ replica: Int, at now: UInt64) {
        if links[replica].standing != .absent { condemn(replica, .died, at: now, isTold: true) }
        condemned.removeAll { $0.replica == replica }
        if links[replica].hasStarted { tally.replicas[replica].restarts += 1 }
        if hasPool && !isShadow(replica) {
            enterPool(replica, at: now)
        } else if plan.isStateful && history.isComplete {
            links[replica].begin(at: 0, offset: 0, standing: .catchingUp)
        } else {
            links[replica].begin(at: base, offset: frozen.high, standing: .active)
            links[replica].awaitedSince = nil
            links[replica].isWithdrawn = false
            goToOpen(replica)
        }
        links[replica].bornAt = admitted
        links[replica].headSince = now
        acceptance?.begins(replica)
        if plan.isStateful && !history.isComplete { condemn(replica, .historyFull, at: now) }
    }

    /// A replica's process ended, or one of its pipes did; what it wrote before was passed on.
    package mutating func lost(_ replica: Int, _ loss: Loss, at now: UInt64) {
        if links[replica].standing != .absent { condemn(replica, loss, at: now) }
    }

    /// A lost replica is not expected back soon.
    package mutating func willNotReturn(_ replica: Int) {
        links[replica].isReturning = false
    }

    /// Nobody will start lost replicas anew any more.
    package mutating func restartsEnded() {
        hasRestarts = false
        for replica in links.indices {
            links[replica].isReturning = false
            links[replica].hasStarted = true
        }
    }

    /// The next replica to kill; each is told once.
    package mutating func nextCondemned() -> Condemnation? {
        condemned.popLast()
    }

    /// Closes what the passing of time closes.
    mutating func expire(at now: UInt64) {
        for replica in links.indices {
            expire(replica, at: now)
            endAwaiting(replica, at: now)
        }
    }

    /// How long the oldest demand that a replica holds may stay unanswered.
    ///
    /// A process that has just been started gets longer where nobody waits for it: before it is
    /// given up, and in the beginning of a run, when there is no verdict without it.
    func patience(with link: ReplicaLink) -> UInt64 {
        let deadline = deadline(of: link)
        guard link.isFresh else { return deadline }
        if link.standing == .active {
            let isNeeded = slots[slotIndex(link.oldest)].verdict == .undecided
            guard link.isFirst && isNeeded else { return deadline }
        }
        return max(deadline, plan.startupNanoseconds)
    }

    mutating func expire(_ replica: Int, at now: UInt64) {
        guard links[replica].standing != .absent, links[replica].held > 0,
            now >= links[replica].headSince + patience(with: links[replica])
        else { return }
        guard links[replica].standing == .active else {
            condemn(replica, .silent, at: now)
            return
        }
        // From now, not from the deadline: a voter that was itself held up condemns nobody at once.
        links[replica].overrun = now - links[replica].headSince
        links[replica].headSince = now
        links[replica].isHeadOverdue = true
        links[replica].standing = .overdue
        close(links[replica].oldest, replica, .overdue, at: now)
        for sequence in unasked(replica) where slots[slotIndex(sequence)].verdict != .undecided {
            close(sequence, replica, .absent, at: now)
        }
    }

    /// Of a lost replica's ballots on demands that it was not handed those stay open, for at most
    /// one deadline, that a verdict still needs: the next process may cast them.
    private mutating func keepOpen(_ replica: Int, isWorthIt: Bool, at now: UInt64) {
        let since = links[replica].awaitedSince ?? now
        links[replica].awaitedSince = nil
        for sequence in unasked(replica) where isOpen(sequence, replica) {
            if isWorthIt && slots[slotIndex(sequence)].verdict == .undecided {
                links[replica].awaitedSince = since
            } else {
                close(sequence, replica, .absent, at: now)
            }
        }
    }

    /// It did not come back in time, or does not come back: nobody waits for it again.
    mutating func endAwaiting(_ replica: Int, at now: UInt64) {
        guard let since = links[replica].awaitedSince else { return }
        let isHopeless = links[replica].standing == .absent && !links[replica].isReturning
        guard isHopeless || now >= since + deadline else { return }
        links[replica].awaitedSince = nil
        if links[replica].standing == .absent { links[replica].isReturning = false }
        for sequence in base..<admitted { close(sequence, replica, .absent, at: now) }
    }

    /// Whether a decided demand is not to wait for a replica that it was not handed.
    func isPassedOver(_ sequence: UInt64, _ replica: Int) -> Bool {
        let link = links[replica]
        if link.awaitedSince != nil && link.standing == .absent { return true }
        let isBehind = link.standing == .overdue || link.awaitedSince != nil
        return (isBehind || sequence < link.pool.calledBefore) && sequence >= link.next
    }

    /// The open demands that it has not been handed.
    func unasked(_ replica: Int) -> Range<UInt64> {
        let first = max(links[replica].next, base)
        return first..<max(admitted, first)
    }

    /// The state of who dissented, or said what was not accepted, is suspect; with nobody to
    /// restart it, it goes on as it is.
    mutating func giveUpSuspects(at now: UInt64) {
        for replica in links.indices where links[replica].standing != .overdue {
            guard let suspicion = links[replica].suspicion else { continue }
            links[replica].suspicion = nil
            if hasRestarts && links[replica].standing != .absent {
                condemn(replica, suspicion.loss, for: suspicion.sequence, at: now)
            }
        }
    }

    /// Who dissents again and again is treated as if it had crashed.
    ///
    /// - Returns: whether there was one; what it still held may be decided now.
    mutating func giveUpDissenters(at now: UInt64) -> Bool {
        guard let limit = plan.dissentLimit else { return false }
        var isAnyLost = false
        for replica in links.indices
        where links[replica].dissents >= limit && links[replica].standing != .absent {
            condemn(replica, .dissented, for: links[replica].lastDissent, at: now)
            isAnyLost = true
        }
        return isAnyLost
    }

    /// Gives a replica up: closes its ballots, and asks the shell to kill it.
    ///
    /// - Parameter sequence: of an answer that it is given up for.
    mutating func condemn(
        _ replica: Int, _ loss: Loss, for sequence: UInt64? = nil, at now: UInt64,
        isTold: Bool = false
    ) {
        let held = links[replica].oldest..<links[replica].next
        endSelfCheck(of: replica)
        links[replica].standing = .absent
        links[replica].pool = PoolStanding()
        links[replica].leavingSince = nil
        notices.removeAll { $0 == .caughtUp(replica) }
        links[replica].isWithdrawn = loss == .withdrawn
        if loss != .withdrawn && (sequence != nil || !held.isEmpty) {
            links[replica].isInDoubt = true
        }
        links[replica].isReturning = hasRestarts && loss != .historyFull
        if links[replica].isHeadOverdue {
            links[replica].isHeadOverdue = false
            tally.replicas[replica].silent += links[replica].isHeadUncounted ? 0 : 1
        }
        for sequence in held where sequence >= base {
            close(sequence, replica, loss.ballot, at: now)
        }
        // That it cannot be asked any more is a failure.
        for sequence in unasked(replica) { cells[cellIndex(sequence, replica)].isCalled = false }
        keepOpen(
            replica, isWorthIt: links[replica].isReturning && loss != .silent && !isShadow(replica),
            at: now)
        if !isTold {
            condemned.append(
                Condemnation(
                    replica: replica, loss: loss, demand: (sequence ?? held.lowerBound) + 1,
                    isHeld: loss != .withdrawn && (sequence != nil || !held.isEmpty)))
        }
    }
}

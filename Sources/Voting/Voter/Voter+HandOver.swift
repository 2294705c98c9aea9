/// From frozen demands to the replicas' pipes.
extension Voter {
    /// Whether the replica is shown the history, and does not count yet.
    package func isCatchingUp(_ replica: Int) -> Bool { links[replica].standing == .catchingUp }

    /// What is to be written to a replica's standard input; empty when there is nothing.
    package func pendingInput(of replica: Int) -> UnsafeRawBufferPointer {
        if isInSelfCheck(replica) { return checkRoom.all }
        guard links[replica].standing != .absent else {
            return UnsafeRawBufferPointer(start: nil, count: 0)
        }
        return links[replica].unwritten(frozen)
    }

    /// `count` bytes of `pendingInput` were written.
    package mutating func wroteInput(of replica: Int, _ count: Int) {
        if isInSelfCheck(replica) {
            return checkRoom.release(upTo: checkRoom.low + UInt64(count))
        }
        links[replica].wrote(count)
        precondition(links[replica].written <= links[replica].handed)
    }

    /// Gives every replica that may take more its next demands.
    mutating func handOver(at now: UInt64) {
        for replica in links.indices where !isInSelfCheck(replica) {
            if links[replica].leavingSince != nil && !isStillNeeded(replica) { continue }
            switch links[replica].standing {
            case .absent, .overdue, .asleep: continue
            case .active where links[replica].owed == 0 && needsState(replica):
                links[replica].standing = .catchingUp
                catchUp(replica, at: now)
            case .active: handOver(to: replica, at: now)
            case .catchingUp: catchUp(replica, at: now)
            }
        }
    }

    private mutating func handOver(to replica: Int, at now: UInt64) {
        handDemands(to: replica, at: now)
        _ = handInterjection(replica, at: now)
    }

    private mutating func handDemands(to replica: Int, at now: UInt64) {
        while links[replica].next < min(admitted, links[replica].pool.takesBefore) {
            guard handInterjection(replica, at: now) else { return }
            let sequence = links[replica].next
            // It was to fall asleep, and was not asked while slots were freed.
            if sequence < base && !(plan.isStateful && history.isComplete) {
                guard goOn(replica, at: now) else { return }
                continue
            }
            let (end, isWithheld) = extent(of: sequence)
            let isReserve = plan.isStateful && isUndecidedReserve(sequence, replica)
            let isVoted = isReserve || isOpen(sequence, replica)
            if isBeyondLeaving(replica, isVoted || isWithheld) { return }
            // Nobody is asked this, or this one no more.
            var isSkipped = isWithheld || !plan.isStateful && !isVoted
            if !isSkipped {
                let most = heldMax(of: replica, isVoted: isVoted)
                guard links[replica].owed < most, hasAnswerRoom(replica)
                else { return }
                if isReserve { openReserve(sequence, replica) }
                isSkipped = isRefused(sequence, replica, at: now)
            }
            if isSkipped {
                if links[replica].owed > 0 { return }
                links[replica].oldest += 1
                (links[replica].written, links[replica].handed) = (end, end)
            } else {
                if links[replica].owed == 0 { links[replica].headSince = now }
                links[replica].handed = end
                if isVoted && !isShadow(replica) { slots[slotIndex(sequence)].handed += 1 }
            }
            links[replica].next += 1
        }
    }

    /// What is forgotten cannot be handed to it any more: without state, or when nobody was asked
    /// that, it goes on with what is open, once it holds nothing.
    ///
    /// - Returns: whether it does.
    private mutating func goOn(_ replica: Int, at now: UInt64) -> Bool {
        if plan.isStateful && links[replica].next < askedBefore {
            condemn(replica, .historyFull, at: now)
            return false
        }
        guard links[replica].owed == 0 else { return false }
        guard plan.isStateful else {
            goToOpen(replica)
            return true
        }
        let offset = base < admitted ? slots[slotIndex(base)].start : frozen.high
        (links[replica].oldest, links[replica].next) = (base, base)
        (links[replica].written, links[replica].handed) = (offset, offset)
        return true
    }

    private func heldMax(of replica: Int, isVoted: Bool) -> Int {
        if isShadow(replica) && isVoted { return 1 }
        return isVoted || asksState ? inFlight : max(plan.inFlight, catchUpInFlight)
    }

    /// Whether a replica's ballot on a demand can still be cast.
    func isOpen(_ sequence: UInt64, _ replica: Int) -> Bool {
        sequence >= base && cells[cellIndex(sequence, replica)].ballot == .open
    }

    /// Shows a newcomer, or one that fell behind, what it missed; then its ballots count again.
    private mutating func catchUp(_ replica: Int, at now: UInt64) {
        guard restore(replica, at: now) else { return }
        handOver(to: replica, at: now)
        if links[replica].owed == 0 && links[replica].next == admitted {
            links[replica].standing = .active
            links[replica].awaitedSince = nil
            links[replica].isWithdrawn = links[replica].leavingSince != nil
            notices.append(.caughtUp(replica))
        }
    }

    /// Where a demand's frozen bytes end; it has a slot, or the history is whole.
    func extent(of sequence: UInt64) -> (end: UInt64, isWithheld: Bool) {
        if sequence >= base {
            let slot = slots[slotIndex(sequence)]
            return (slot.end, slot.isWithheld)
        }
        let entry = history.entry(of: sequence)
        return (entry.end, entry.isWithheld)
    }

    /// So that the answer to whatever is asked can always be read: a full buffer must not look
    /// like a silent replica.
    func hasAnswerRoom(_ replica: Int) -> Bool {
        let answer = plan.answerBytesMax + FrameHeader.byteCount + 1
        return links[replica].answers.room >= (links[replica].held + 1) * answer + plan.stateRoom
    }
}

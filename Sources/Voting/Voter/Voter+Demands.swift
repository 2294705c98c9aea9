/// From bytes of the consumer to frozen demands.
extension Voter {
    /// Where the shell may read demands into; empty when no more can be held now.
    ///
    /// Never a small piece: each would cost a move of all that is kept. With less room than this
    /// a whole demand is there, so room comes back as demands are admitted.
    package func demandRoom() -> UnsafeMutableRawBufferPointer {
        let piece = 64 << 10
        if inputHasEnded || hasStopped || input.room < piece {
            return UnsafeMutableRawBufferPointer(start: nil, count: 0)
        }
        return input.writable(minimum: piece)
    }

    /// Whether enough demands stand here unadmitted that reading more would be too early.
    package var demandsAreWaiting: Bool {
        inputHasEnded || hasStopped || input.count > plan.demandBytesMax
    }

    /// `count` bytes were read to the front of `demandRoom`.
    package mutating func receivedDemands(_ count: Int) {
        input.wrote(count)
    }

    /// No more demands will come; an unterminated last one counts.
    package mutating func demandsEnded() {
        inputHasEnded = true
    }

    private enum Arrival {
        case line(end: UInt64, next: UInt64)
        case oversized(next: UInt64)
    }

    /// The next demand in `input`, if it is there whole.
    private mutating func nextArrival() -> Arrival? {
        let start = input.low
        scanned = max(scanned, start)
        if let feed = input.lineFeed(from: scanned) {
            if isSkippingDemand || feed - start > UInt64(plan.demandBytesMax) {
                return .oversized(next: feed + 1)
            }
            return .line(end: feed, next: feed + 1)
        }
        scanned = input.high
        if input.count > plan.demandBytesMax {
            isSkippingDemand = true
            input.release(upTo: input.high)
        }
        if inputHasEnded {
            if isSkippingDemand { return .oversized(next: input.high) }
            if input.count > 0 { return .line(end: input.high, next: input.high) }
        }
        return nil
    }

    /// Freezes the next demand when there is one and somebody can take it.
    ///
    /// A demand waits for lost replicas that are expected back only when a quorum lacks them, and
    /// at most one deadline.
    /// - Returns: whether a demand was admitted.
    mutating func admit(at now: UInt64) -> Bool {
        guard !hasStopped, admitted - base < UInt64(plan.window),
            !plan.hasFeedback || released == admitted, hasBegun(at: now),
            let arrival = nextArrival()
        else { return false }
        // What nobody is to be asked waits for nobody.
        if case .line(let end, _) = arrival, isOutside(upTo: end) {
            return freeze(arrival, isOutside: true, at: now)
        }
        var active = 0
        var isAnyFree = false
        var isAnyReturning = false
        for link in links {
            if link.standing == .asleep || link.pool.isDrowsy { continue }
            if link.standing == .active {
                active += 1
                if link.next == admitted && link.held < inFlight { isAnyFree = true }
            } else if link.isReturning || link.standing != .absent {
                isAnyReturning = true
            }
        }
        if active > 0 && !isAnyFree {
            waitingSince = nil
            return false
        }
        if active < plan.agree && isAnyReturning {
            let since = waitingSince ?? now
            waitingSince = since
            if now < since + plan.deadlineNanoseconds { return false }
            // Waited for in vain: the next demand does not wait for them again.
            for replica in links.indices where links[replica].standing == .absent {
                links[replica].isReturning = false
            }
        }
        waitingSince = nil
        return freeze(arrival, isOutside: false, at: now)
    }

    /// Whether all replicas have been started once, or have been waited for long enough.
    private mutating func hasBegun(at now: UInt64) -> Bool {
        guard links.contains(where: { !$0.hasStarted }) else { return true }
        let since = beganAt ?? now
        beganAt = since
        if now < since + Self.beginningNanosecondsMax { return false }
        for replica in links.indices { links[replica].hasStarted = true }
        return true
    }

    private mutating func freeze(
        _ arrival: Arrival, isOutside: Bool, at now: UInt64
    ) -> Bool {
        var slot = Slot()
        slot.isOutside = isOutside
        let next: UInt64
        switch arrival {
        case .oversized(let end):
            slot.isOversized = true
            next = end
            (slot.start, slot.body, slot.end) = (frozen.high, frozen.high, frozen.high)
        case .line(let end, let afterwards):
            next = afterwards
            let bytes = input.bytes(input.low, end)
            let front = plan.hasFeedback ? previous.count + 1 : 0
            let whole = front + bytes.count
            guard makeRoom(whole + FrameHeader.byteCount + 1, at: now) else { return false }
            slot.start = frozen.high
            if plan.framing != .lines {
                let header = FrameHeader(length: UInt32(whole), number: admitted + 1)
                header.withBytes { frozen.append($0) }
            }
            if plan.hasFeedback {
                frozen.append(previous.all)
                frozen.append(0x20)
            }
            slot.body = frozen.high
            frozen.append(bytes)
            if plan.framing == .lines { frozen.append(0x0A) }
            slot.end = frozen.high
            if plan.output == .records { slot.digest = VerdictDigest.of(bytes) }
        }
        input.release(upTo: next)
        isSkippingDemand = false
        open(slot, at: now)
        return true
    }

    /// Makes room for a demand's bytes; with state, at the price of the history when it is full.
    private mutating func makeRoom(_ count: Int, at now: UInt64) -> Bool {
        if frozen.room < count { releaseFrozen() }
        if frozen.room < count && plan.isStateful && history.isComplete { giveUpHistory(at: now) }
        return frozen.room >= count
    }

    /// From now on nobody who is lost can be caught up.
    mutating func giveUpHistory(at now: UInt64) {
        history.giveUp()
        for replica in links.indices
        where links[replica].standing == .catchingUp || links[replica].standing == .asleep
            || links[replica].pool.isDrowsy && links[replica].standing != .absent
        {
            condemn(replica, .historyFull, at: now)
        }
        releaseFrozen()
    }

    /// Forgets the demands that no slot, no half-written pipe and no history needs.
    func releaseFrozen() {
        if plan.isStateful && history.isComplete { return }
        var needed = base < admitted ? slots[slotIndex(base)].start : frozen.high
        for link in links where link.standing != .absent && link.written < link.handed {
            needed = min(needed, link.written)
        }
        if needed > frozen.low { frozen.release(upTo: needed) }
    }

    /// Opens the ballots of those who can be asked.
    private mutating func open(_ slot: Slot, at now: UInt64) {
        let sequence = admitted
        let index = slotIndex(sequence)
        slots[index] = slot
        admitted += 1
        tally.demands += 1
        if plan.isStateful {
            history.append(
                History.Entry(end: slot.end, body: slot.body, isWithheld: slot.isWithheld))
        }
        if acceptance != nil { outsideReasons[index] = slot.isOutside ? arrivalReason : [] }
        boxes[index].reset()
        for replica in links.indices {
            var cell = Cell()
            let isSpared = sparesNext(replica)
            cell.isReserve = !slot.isWithheld && isSpared
            if !slot.isWithheld && links[replica].standing == .active && !isSpared {
                cell.ballot = .open
                slots[index].openBallots += 1
            } else {
                boxes[index].exclude(replica)
            }
            cells[cellIndex(sequence, replica)] = cell
            if acceptance != nil { reasons[cellIndex(sequence, replica)] = [] }
        }
        decide(sequence, at: now)
    }
}

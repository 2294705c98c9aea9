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
        inputHasEnded || hasStopped || input.count > lineBytesMax
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
            if isSkippingDemand || feed - start > UInt64(lineBytesMax) {
                return .oversized(next: feed + 1)
            }
            return .line(end: feed, next: feed + 1)
        }
        scanned = input.high
        if input.count > lineBytesMax {
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
        let unrecordable = unrecordableSince
        unrecordableSince = nil
        guard !hasStopped, admitted - base < UInt64(plan.window),
            !plan.hasFeedback || released == admitted, hasBegun(at: now),
            let arrival = nextArrival(), !isProbing(at: now)
        else { return false }
        // What nobody is to be asked waits for nobody.
        if case .line(let end, _) = arrival, isOutside(upTo: end) {
            return record(arrival, isOutside: true, since: unrecordable, at: now)
        }
        var active = 0
        var isAnyFree = false
        var isAnyReturning = false
        for link in links[..<plan.replicas] {
            if link.standing == .asleep || link.pool.isDrowsy { continue }
            if link.takesDemands {
                active += 1
                if link.next == admitted && link.owed < inFlight { isAnyFree = true }
            } else if link.isReturning || link.standing != .absent {
                isAnyReturning = true
            }
        }
        if active > 0 && !isAnyFree {
            waitingSince = nil
            return false
        }
        if isShownThePast && active < plan.agree {
            waitingSince = nil
            return false
        }
        if active < plan.agree && isAnyReturning {
            let since = waitingSince ?? now
            waitingSince = since
            if now < since + deadline { return false }
            // Waited for in vain: the next demand does not wait for them again.
            for replica in links.indices where links[replica].standing == .absent {
                links[replica].isReturning = false
            }
        }
        waitingSince = nil
        return record(arrival, isOutside: false, since: unrecordable, at: now)
    }

    /// A run that goes on begins when its replicas have been shown what went before, however long
    /// that takes: each demand of it has its deadline.
    private var isShownThePast: Bool {
        admitted == plan.start.settled
            && links[..<plan.replicas].contains { $0.standing == .catchingUp }
    }

    /// Freezes a demand for whose record there is room; one for which there is none comes only
    /// when all before it are answered, has waited as long as an answer may, and goes to nobody.
    private mutating func record(
        _ arrival: Arrival, isOutside: Bool, since: UInt64?, at now: UInt64
    ) -> Bool {
        guard let journal, !isAskedAgain else {
            return freeze(arrival, isOutside: isOutside, at: now)
        }
        if case .line(let end, _) = arrival, hasRoom(journal, for: end - input.low) {
            return freeze(arrival, isOutside: isOutside, at: now)
        }
        guard released == admitted else { return false }
        if case .line = arrival, now < (since ?? now) + plan.stalledNanoseconds {
            unrecordableSince = since ?? now
            return false
        }
        return freeze(arrival, isOutside: isOutside, isUnrecorded: true, at: now)
    }

    /// Whether all replicas have been started once, or have been waited for long enough.
    private mutating func hasBegun(at now: UInt64) -> Bool {
        guard hasReplica(where: { !$0.hasStarted }) else { return true }
        let since = beganAt ?? now
        beganAt = since
        if now < since + Self.beginningNanosecondsMax { return false }
        for replica in links.indices { links[replica].hasStarted = true }
        return true
    }

    private mutating func freeze(
        _ arrival: Arrival, isOutside: Bool, isUnrecorded: Bool = false, at now: UInt64
    ) -> Bool {
        var slot = Slot()
        slot.isOutside = isOutside
        slot.isUnrecorded = isUnrecorded
        let next: UInt64
        switch arrival {
        case .oversized(let end):
            slot.isOversized = true
            next = end
            (slot.start, slot.body, slot.end) = (frozen.high, frozen.high, frozen.high)
        case .line(let end, let afterwards):
            next = afterwards
            guard
                let place = freeze(
                    input.bytes(input.low, end), number: admitted + 1, isStamped: isAskedAgain,
                    at: now)
            else { return false }
            (slot.start, slot.body, slot.end) = (place.start, place.body, place.end)
            if isReserved(place) {
                slot.isOutside = true
                arrivalReason = Self.reservedReason
            }
            if plan.output == .records { slot.digest = VerdictDigest.of(demandBytes(in: slot)) }
        }
        noteInput(upTo: next)
        if let journal, !isUnrecorded, !isAskedAgain {
            _ = journal.recordDemand(
                admitted + 1, inputEnd: recordedInput, stampedBytes(in: slot))
        }
        input.release(upTo: next)
        isSkippingDemand = false
        open(slot, at: now)
        return true
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
        if !outsideReasons.isEmpty { outsideReasons[index] = slot.isOutside ? arrivalReason : [] }
        boxes[index].reset()
        for replica in links.indices {
            var cell = Cell()
            let isSpared = sparesNext(replica)
            cell.isReserve = !slot.isWithheld && isSpared
            if !slot.isWithheld && links[replica].takesDemands && !isSpared {
                cell.ballot = .open
                if isShadow(replica) {
                    slots[index].openShadows += 1
                } else {
                    slots[index].openBallots += 1
                }
            } else if !isShadow(replica) {
                cell.isWithdrawn = links[replica].isWithdrawn
                boxes[index].exclude(replica)
            }
            cells[cellIndex(sequence, replica)] = cell
            if acceptance != nil { reasons[cellIndex(sequence, replica)] = [] }
        }
        decide(sequence, at: now)
        beginRoundIfDue(at: now)
    }
}

/// From ballots to verdicts, counters and the consumer.
extension Voter {
    /// Closes one ballot and decides the demand when that settles it.
    mutating func close(
        _ sequence: UInt64, _ replica: Int, _ ballot: Ballot,
        _ start: UInt64 = 0, _ end: UInt64 = 0, at now: UInt64
    ) {
        let index = cellIndex(sequence, replica)
        guard cells[index].ballot == .open else { return }
        if isShadow(replica) { return closeShadow(sequence, replica, ballot, start, end) }
        cells[index].ballot = ballot
        let slot = slotIndex(sequence)
        slots[slot].openBallots -= 1
        if ballot == .answered {
            (cells[index].start, cells[index].end) = (start, end)
            cells[index].isRetained = true
            cast(sequence, replica)
        } else {
            boxes[slot].exclude(replica)
        }
        decide(sequence, at: now)
        if slots[slot].openBallots == 0, slots[slot].verdict != .undecided {
            tally.savedNanoseconds &+= now &- min(now, slots[slot].decidedAt)
        }
    }

    /// Puts an answer into the demand's box; one that the schema cannot read is malformed.
    private mutating func cast(_ sequence: UInt64, _ replica: Int) {
        let index = cellIndex(sequence, replica)
        let bytes = answer(sequence, replica)
        if acceptance != nil, judge(sequence, replica, bytes) != .accepted {
            return reject(sequence, replica, bytes)
        }
        let (links, cells, first) = (links, cells, cellIndex(sequence, 0))
        let malformation = boxes[slotIndex(sequence)].cast(replica, bytes, rule: rule) { other in
            let cell = cells[first + other]
            return links[other].answers.bytes(cell.start, cell.end)
        }
        if malformation != nil {
            self.cells[index].ballot = .malformed
            cannotJudge(sequence, replica)
        }
    }

    /// Takes out a ballot whose answer was not accepted. One that the schema cannot read either is
    /// malformed, as it is without a specification.
    private mutating func reject(
        _ sequence: UInt64, _ replica: Int, _ bytes: UnsafeRawBufferPointer
    ) {
        let isRead =
            rule.comparesBytes
            || boxes[slotIndex(sequence)].cast(replica, bytes, rule: rule) { _ in bytes } == nil
        boxes[slotIndex(sequence)].exclude(replica)
        cells[cellIndex(sequence, replica)].ballot = isRead ? .rejected : .malformed
    }

    private func answer(_ sequence: UInt64, _ replica: Int) -> UnsafeRawBufferPointer {
        let cell = cells[cellIndex(sequence, replica)]
        return links[replica].answers.bytes(cell.start, cell.end)
    }

    /// What was decided on a decided demand, whether or not a latch let it out.
    func verdictAnswer(of sequence: UInt64) -> UnsafeRawBufferPointer {
        let slot = slots[slotIndex(sequence)]
        return slot.verdict == .agreed ? answer(sequence, slot.winner) : safeSide.all
    }

    /// Lets the verdict fall as soon as no open ballot can change it.
    mutating func decide(_ sequence: UInt64, at now: UInt64) {
        let index = slotIndex(sequence)
        guard slots[index].verdict == .undecided else { return }
        switch rule.decide(boxes[index]) {
        case .undecided: return
        case .agreed(let election):
            guard case .answer(let winner) = election.value else {
                preconditionFailure("a computed answer cannot be released: \(plan.policy)")
            }
            slots[index].verdict = .agreed
            slots[index].winner = winner
            slots[index].decidedAt = now
            if plan.isStateful, !history.agree(on: sequence, answer: answer(sequence, winner)) {
                giveUpHistory(at: now)
            }
        case .restrictive:
            if callReserves(sequence, at: now) { return }
            slots[index].verdict = .restrictive
            slots[index].decidedAt = now
        }
        for replica in links.indices
        where isPassedOver(sequence, replica) {
            spareAgain(sequence, replica)
            close(sequence, replica, .absent, at: now)
        }
    }

    /// Writes out, in the order of the demands, what is decided, and closes what is complete.
    mutating func release(at now: UInt64) {
        record(at: now)
        while released < admitted && slots[slotIndex(released)].verdict != .undecided
            && mayLeave(released)
        {
            let longest = max(verdictAnswer(of: released).count, safeSide.count)
            guard output.room >= longest + VerdictRecord.overheadBytesMax else { break }
            if journal == nil { seal(released) }
            let slot = slots[slotIndex(released)]
            write(slot.goesOut ? verdictAnswer(of: released) : safeSide.all, isAgreed: slot.goesOut)
            tally.agreed += slot.goesOut ? 1 : 0
            tally.restrictive += slot.goesOut ? 0 : 1
            tally.held += slot.isHeld ? 1 : 0
            tally.unrecorded += slot.isWithheldBack && !slot.isOversized ? 1 : 0
            released += 1
            noteReleased()
        }
        while base < released && slots[slotIndex(base)].openBallots == 0 {
            if plan.shadows > 0 {
                guard slots[slotIndex(base)].openShadows == 0 || !canWaitForShadows else { break }
                leaveShadowsBehind(at: now)
            }
            count()
            if plan.shadows > 0 { moveShadowsOn(at: now) }
        }
    }

    /// What goes out for a demand is final, but for what a journal does not take in time.
    mutating func seal(_ sequence: UInt64) {
        let index = slotIndex(sequence)
        let isAgreed = slots[index].verdict == .agreed
        slots[index].isHeld = !latch.pass(isAgreed: isAgreed) && isAgreed
    }

    /// The next line of the consumer's.
    private mutating func write(_ answer: UnsafeRawBufferPointer, isAgreed: Bool) {
        if plan.hasFeedback { hold(answer) }
        let start = output.high
        defer { releasedOutput &+= output.high - start }
        switch plan.output {
        case .answers:
            output.append(answer)
            output.append(0x0A)
        case .records:
            let slot = slots[slotIndex(released)]
            let count = VerdictRecord.encode(
                sequence: released + 1, digest: slot.digest,
                kind: isAgreed ? .agreed : .restrictive,
                expires: slot.decidedAt &+ plan.validNanoseconds, answer: answer,
                into: output.writable(minimum: answer.count + VerdictRecord.overheadBytesMax))
            output.wrote(count)
        }
    }

    /// Of what goes out next, that is what went out before.
    func hold(_ answer: UnsafeRawBufferPointer) {
        previous.release(upTo: previous.high)
        previous.append(answer)
    }

    /// What is to be written to the consumer.
    package var pendingOutput: UnsafeRawBufferPointer { unsent.isEmpty ? output.all : unsent }

    /// `count` bytes of `pendingOutput` were written.
    package mutating func wroteOutput(_ count: Int) {
        if unsent.isEmpty {
            output.release(upTo: output.low + UInt64(count))
        } else {
            unsent = UnsafeRawBufferPointer(rebasing: unsent[count...])
        }
    }
}

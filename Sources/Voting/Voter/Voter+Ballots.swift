import Glibc

/// From ballots to verdicts, counters and the consumer.
extension Voter {
    /// Closes one ballot and decides the demand when that settles it.
    mutating func close(
        _ sequence: UInt64, _ replica: Int, _ ballot: Ballot,
        _ start: UInt64 = 0, _ end: UInt64 = 0, at now: UInt64
    ) {
        let index = cellIndex(sequence, replica)
        guard cells[index].ballot == .open else { return }
        cells[index].ballot = ballot
        slots[slotIndex(sequence)].openBallots -= 1
        if ballot == .answered {
            (cells[index].start, cells[index].end) = (start, end)
            classify(sequence, replica)
        }
        decide(sequence, at: now)
    }

    /// Finds the class of equal answers that this one joins, or begins one.
    private mutating func classify(_ sequence: UInt64, _ replica: Int) {
        let first = cellIndex(sequence, 0)
        for other in 0..<plan.replicas {
            let cell = cells[first + other]
            guard other != replica, cell.ballot == .answered,
                Int(cell.representative) == other, cell.support > 0
            else { continue }
            if same(answer(sequence, replica), answer(sequence, other)) {
                cells[first + other].support += 1
                cells[first + replica].representative = UInt8(other)
                return
            }
        }
        cells[first + replica].representative = UInt8(replica)
        cells[first + replica].support = 1
    }

    private func answer(_ sequence: UInt64, _ replica: Int) -> UnsafeRawBufferPointer {
        let cell = cells[cellIndex(sequence, replica)]
        return links[replica].answers.bytes(cell.start, cell.end)
    }

    /// What went out, or goes out, for a decided demand.
    private func withReleased<Result>(
        _ sequence: UInt64, _ body: (UnsafeRawBufferPointer) -> Result
    ) -> Result {
        let slot = slots[slotIndex(sequence)]
        if slot.verdict == .agreed { return body(answer(sequence, slot.winner)) }
        return plan.restrictive.withUnsafeBytes(body)
    }

    /// Digest of what went out for a demand that still has a slot; nil while undecided.
    func releasedDigest(of sequence: UInt64) -> UInt64? {
        guard slots[slotIndex(sequence)].verdict != .undecided else { return nil }
        return withReleased(sequence) { VerdictDigest.of($0) }
    }

    /// Lets the verdict fall as soon as no open ballot can change it.
    mutating func decide(_ sequence: UInt64, at now: UInt64) {
        let index = slotIndex(sequence)
        guard slots[index].verdict == .undecided else { return }
        let first = cellIndex(sequence, 0)
        var support = 0
        for replica in 0..<plan.replicas where Int(cells[first + replica].support) > support {
            support = Int(cells[first + replica].support)
            slots[index].winner = replica
        }
        let verdict = Verdict(support: support, open: slots[index].openBallots, agree: plan.agree)
        slots[index].verdict = verdict
        slots[index].decidedAt = now
        switch verdict {
        case .undecided: return
        case .agreed:
            tally.agreed += 1
            if plan.isStateful, let digest = releasedDigest(of: sequence) {
                history.agree(on: sequence, digest: digest)
            }
        case .restrictive: tally.restrictive += 1
        }
        for replica in links.indices
        where links[replica].standing == .overdue && sequence >= links[replica].next {
            close(sequence, replica, .absent, at: now)
        }
    }

    /// Writes out, in the order of the demands, what is decided, and closes what is complete.
    mutating func release() {
        while released < admitted && slots[slotIndex(released)].verdict != .undecided {
            let count = withReleased(released) { $0.count }
            guard output.room >= count + VerdictRecord.overheadBytesMax else { break }
            let sequence = released
            let slot = slots[slotIndex(sequence)]
            let output = output
            let plan = plan
            withReleased(sequence) { bytes in
                switch plan.output {
                case .answers:
                    output.append(bytes)
                    output.append(0x0A)
                case .records:
                    let count = VerdictRecord.encode(
                        sequence: sequence + 1, digest: slot.digest,
                        kind: slot.verdict == .agreed ? .agreed : .restrictive,
                        expires: slot.decidedAt &+ plan.validNanoseconds, answer: bytes,
                        into: output.writable(
                            minimum: bytes.count + VerdictRecord.overheadBytesMax))
                    output.wrote(count)
                }
            }
            released += 1
        }
        while base < released && slots[slotIndex(base)].openBallots == 0 { count() }
    }

    /// What is to be written to the consumer.
    package var pendingOutput: UnsafeRawBufferPointer { output.bytes(output.low, output.high) }

    /// `count` bytes of `pendingOutput` were written.
    package mutating func wroteOutput(_ count: Int) {
        output.release(upTo: output.low + UInt64(count))
    }

    /// Counts the final ballots of the oldest demand and frees its slot.
    private mutating func count() {
        let sequence = base
        let slot = slots[slotIndex(sequence)]
        let first = cellIndex(sequence, 0)
        let winner = slot.winner
        var supporters = 0
        for replica in 0..<plan.replicas {
            let cell = cells[first + replica]
            if cell.ballot == .answered {
                let isSupporter =
                    slot.verdict == .agreed
                    ? Int(cell.representative) == winner
                    : withReleased(sequence) { went in same(went, answer(sequence, replica)) }
                supporters += isSupporter ? 1 : 0
                if !isSupporter && slot.verdict == .agreed && sequence >= links[replica].bornAt {
                    links[replica].isSuspect = true
                }
                count(replica, answeredAs: isSupporter)
            } else if cell.ballot == .overdue {
                if links[replica].isHeadOverdue && links[replica].oldest == sequence {
                    links[replica].overdueDigest = withReleased(sequence) { VerdictDigest.of($0) }
                }
            } else {
                tally.replicas[replica].count(cell.ballot)
                if cell.ballot == .late {
                    let isSame =
                        cell.isComparable
                        && withReleased(sequence) { same($0, answer(sequence, replica)) }
                    tally.replicas[replica].lateDissented += isSame ? 0 : 1
                }
            }
        }
        if slot.verdict == .agreed && supporters < plan.replicas { tally.masked += 1 }
        base += 1
        for replica in 0..<plan.replicas {
            let cell = cells[first + replica]
            guard cell.ballot == .answered || cell.isComparable else { continue }
            links[replica].retained -= 1
            links[replica].releaseAnswers(upTo: cell.end)
        }
    }

    private mutating func count(_ replica: Int, answeredAs isSupporter: Bool) {
        if isSupporter {
            tally.replicas[replica].agreed += 1
        } else {
            tally.replicas[replica].dissented += 1
        }
    }

    /// Exact relation: the same bytes.
    private func same(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
        left.count == right.count
            && (left.isEmpty || memcmp(left.baseAddress!, right.baseAddress!, left.count) == 0)
    }
}

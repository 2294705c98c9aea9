/// From the replicas' pipes to ballots.
extension Voter {
    /// Where the shell may read a replica's answers into.
    package func answerRoom(of replica: Int) -> UnsafeMutableRawBufferPointer {
        let answers = links[replica].answers
        return answers.writable(minimum: min(64 << 10, answers.room))
    }

    /// `count` bytes were read to the front of `answerRoom`.
    package mutating func receivedAnswers(of replica: Int, _ count: Int, at now: UInt64) {
        links[replica].answers.wrote(count)
        expire(replica, at: now)
        if isInSelfCheck(replica) { expireSelfCheck(at: now) }
        while links[replica].standing != .absent,
            links[replica].parsed < links[replica].answers.high
        {
            if isInSelfCheck(replica) {
                if takeSelfCheck(of: replica, at: now) { continue }
                break
            }
            if links[replica].owed == 0 {
                condemn(replica, .spokeOutOfTurn, at: now)
                break
            }
            if !takeAnswer(of: replica, at: now) { break }
        }
    }

    private mutating func takeAnswer(of replica: Int, at now: UInt64) -> Bool {
        if links[replica].isInterjectionFirst { return takeInterjected(of: replica, at: now) }
        return plan.framing == .lines
            ? takeLine(of: replica, at: now) : takeFrame(of: replica, at: now)
    }

    private mutating func takeLine(of replica: Int, at now: UInt64) -> Bool {
        let answers = links[replica].answers
        let start = links[replica].parsed
        guard let feed = answers.lineFeed(from: start) else {
            if answers.high - start > UInt64(plan.answerBytesMax) {
                condemn(replica, .endlessAnswer, at: now)
            }
            return false
        }
        if feed - start > UInt64(plan.answerBytesMax) {
            condemn(replica, .endlessAnswer, at: now)
            return false
        }
        guard isHeadWritten(replica) else {
            condemn(replica, .spokeOutOfTurn, at: now)
            return false
        }
        links[replica].parsed = feed + 1
        pair(
            replica, isReserved(answers.bytes(start, feed)) ? .malformed : .answered, start, feed,
            at: now)
        return true
    }

    /// A state is no answer to a demand: as feedback it would be taken for a demand of ours.
    private func isReserved(_ answer: UnsafeRawBufferPointer) -> Bool {
        plan.checkpoint != nil && ReservedText.isReserved(answer)
    }

    private mutating func takeFrame(of replica: Int, at now: UInt64) -> Bool {
        let answers = links[replica].answers
        let start = links[replica].parsed
        let body = start + UInt64(FrameHeader.byteCount)
        guard body <= answers.high else { return false }
        let header = FrameHeader(answers.bytes(start, body))
        let number = links[replica].oldest + 1
        guard let kind = FrameHeader.Kind(rawValue: header.kind), header.number == number,
            kind == .answer || header.length == 0
        else {
            condemn(replica, .badFrame, at: now)
            return false
        }
        if header.length > UInt32(plan.answerBytesMax) {
            condemn(replica, .endlessAnswer, at: now)
            return false
        }
        let end = body + UInt64(header.length)
        guard end <= answers.high else { return false }
        guard isHeadWritten(replica) else {
            condemn(replica, .spokeOutOfTurn, at: now)
            return false
        }
        links[replica].parsed = end
        switch kind {
        case .crashed: pair(replica, .crashed, body, end, at: now)
        case .malformed: pair(replica, .malformed, body, end, at: now)
        case .answer:
            // A line feed inside would look like two answers to the consumer.
            let isLine = answers.lineFeed(from: body).map { $0 >= end } ?? true
            let isAnswer = isLine && !isReserved(answers.bytes(body, end))
            pair(replica, isAnswer ? .answered : .malformed, body, end, at: now)
        }
        return true
    }

    /// Whether the oldest demand that a replica holds is in its pipe whole. What it says before
    /// cannot be the answer, and would leave the rest of the demand behind for the next one.
    private func isHeadWritten(_ replica: Int) -> Bool {
        let link = links[replica]
        if link.written == link.handed { return true }
        if link.held == 1 { return false }
        // An overdue head's slot may be free already; then the next one's begins where it ended.
        let isFree = link.oldest < base && link.standing == .overdue
        let end = isFree ? slots[slotIndex(link.oldest + 1)].start : extent(of: link.oldest).end
        return link.written >= end
    }

    /// The answer between two offsets belongs to the oldest demand that the replica holds.
    private mutating func pair(
        _ replica: Int, _ ballot: Ballot, _ start: UInt64, _ end: UInt64, at now: UInt64
    ) {
        let sequence = links[replica].oldest
        // Replays are asked for many at a time.
        if ballot == .answered, links[replica].standing != .catchingUp {
            links[replica].learn(at: now)
        }
        links[replica].oldest += 1
        links[replica].headSince = now
        links[replica].overrun = 0
        links[replica].isFresh = false
        links[replica].pool.isLate = false
        links[replica].pool.isUnproven = false
        let isReplayed =
            links[replica].standing == .catchingUp && !isOpen(sequence, replica)
        if ballot != .answered && !isReplayed { cannotJudge(sequence, replica) }
        switch links[replica].standing {
        case .absent, .asleep: preconditionFailure("an absent replica holds nothing")
        case .overdue: answerLate(replica, sequence, ballot, start, end, at: now)
        case .catchingUp where isReplayed:
            checkReplayed(replica, sequence, ballot, start, end, at: now)
        case .active, .catchingUp:
            links[replica].retained += ballot == .answered ? 1 : 0
            close(sequence, replica, ballot, start, end, at: now)
        }
        if links[replica].retained == 0 {
            links[replica].releaseAnswers(upTo: links[replica].parsed)
        }
    }

    private mutating func answerLate(
        _ replica: Int, _ sequence: UInt64, _ ballot: Ballot,
        _ start: UInt64, _ end: UInt64, at now: UInt64
    ) {
        if links[replica].isHeadOverdue {
            links[replica].isHeadOverdue = false
            closeLate(replica, sequence, ballot, start, end)
        } else {
            links[replica].retained += ballot == .answered ? 1 : 0
            close(sequence, replica, ballot, start, end, at: now)
        }
        comeBack(replica, at: now)
    }

    /// Who was overdue takes part again when it has answered all that it holds.
    mutating func comeBack(_ replica: Int, at now: UInt64) {
        guard links[replica].owed == 0 else { return }
        if plan.isStateful && history.isComplete {
            links[replica].standing = .catchingUp
        } else if plan.isStateful && hasMissedAny(replica) {
            condemn(replica, .historyFull, at: now)
        } else {
            links[replica].standing = .active
            goToOpen(replica)
        }
    }

    /// Without state, what it was not asked in time it is not asked at all: it goes on, or begins,
    /// with the first demand that still wants its ballot.
    mutating func goToOpen(_ replica: Int) {
        let next = unasked(replica).first { isOpen($0, replica) } ?? admitted
        let offset = next < admitted ? slots[slotIndex(next)].start : frozen.high
        (links[replica].oldest, links[replica].next) = (next, next)
        (links[replica].written, links[replica].handed) = (offset, offset)
    }

    /// Compares a late answer with what went out, or keeps it until that is known; and judges it
    /// where that says something about the answers after it.
    private mutating func closeLate(
        _ replica: Int, _ sequence: UInt64, _ ballot: Ballot, _ start: UInt64, _ end: UInt64
    ) {
        if sequence >= base {
            let index = cellIndex(sequence, replica)
            cells[index].ballot = .late
            cells[index].isRetained = ballot == .answered
            (cells[index].start, cells[index].end) = (start, end)
            links[replica].retained += ballot == .answered ? 1 : 0
            if ballot == .answered && judgesLate {
                _ = judge(sequence, replica, links[replica].answers.bytes(start, end))
            }
            return
        }
        let counted = tally.replicas[replica]
        defer {
            if links[replica].isHeadUncounted { tally.replicas[replica] = counted }
            links[replica].isHeadUncounted = false
        }
        tally.replicas[replica].late += 1
        let said = links[replica].answers.bytes(start, end)
        let isSame = links[replica].overdueVerdict.withUnsafeBytes { comparer.same($0, said) }
        let isRejected =
            ballot == .answered && judgesLate && judgeOverdue(sequence, replica, said) != .accepted
        if isRejected { tally.replicas[replica].lateRejected += 1 }
        let isOther = ballot != .answered || !isSame
        if isOther || isRejected { tally.replicas[replica].lateDissented += 1 }
        if isOther && links[replica].wasOverdueAgreed { tally.replicas[replica].lateWrong += 1 }
    }

    /// Answers to replayed demands are thrown away, but what was agreed on must come again. Where
    /// there is a specification it judges them instead: it may allow several.
    private mutating func checkReplayed(
        _ replica: Int, _ sequence: UInt64, _ ballot: Ballot, _ start: UInt64, _ end: UInt64,
        at now: UInt64
    ) {
        guard history.isComplete else { return }
        let said = links[replica].answers.bytes(start, end)
        guard acceptance != nil else {
            let isRight = history.agreed(on: sequence).map { comparer.same($0, said) } ?? true
            if !isRight { condemn(replica, .replayDiffered, for: sequence, at: now) }
            return
        }
        if ballot != .answered && !judgesState { return }
        links[replica].isVoid = links[replica].isVoid || ballot != .answered
        let acceptance: Acceptance =
            ballot == .answered ? judgeReplayed(sequence, replica, said) : .unreadable
        guard isOwnFault(acceptance, sequence, of: replica) else { return }
        let loss: Loss = acceptance == .unreadable ? .unreadable : .rejected
        condemn(replica, loss, for: sequence, at: now)
    }
}

/// From interjections to the replicas' pipes, and back from their answers.
extension Voter {
    /// Hands an interjection over when it is its turn.
    ///
    /// - Returns: false while the demands behind it have to wait.
    mutating func handInterjection(_ replica: Int, at now: UInt64) -> Bool {
        guard let interjection = links[replica].interjection, !interjection.isHanded,
            interjection.before == links[replica].next
        else { return true }
        guard links[replica].owed < inFlight, hasAnswerRoom(replica) else { return false }
        if links[replica].owed == 0 { links[replica].headSince = now }
        links[replica].interjection?.isHanded = true
        return true
    }

    /// Takes the answer to an interjection, if it is there whole.
    mutating func takeInterjected(of replica: Int, at now: UInt64) -> Bool {
        guard let said = said(by: replica, at: now) else { return false }
        guard links[replica].interjection?.isWritten == true else {
            condemn(replica, .spokeOutOfTurn, at: now)
            return false
        }
        pair(replica, said, at: now)
        return true
    }

    /// Nil while it is not whole, or when the framing was broken.
    private mutating func said(by replica: Int, at now: UInt64) -> SaveRound.Ballot? {
        let answers = links[replica].answers
        let start = links[replica].parsed
        let most = plan.checkpoint?.answerBytesMax ?? 0
        if plan.framing == .lines {
            guard let feed = answers.lineFeed(from: start) else {
                // What is too long is not kept, and is no reason to lose everybody.
                if answers.high - start > UInt64(most) {
                    answers.dropNewest(from: start)
                    links[replica].surplus = .max
                }
                return nil
            }
            links[replica].parsed = feed + 1
            let isTooLong = links[replica].surplus > 0 || feed - start > UInt64(most)
            links[replica].surplus = 0
            return isTooLong ? .tooLong : ballot(answers.bytes(start, feed))
        }
        if links[replica].surplus > 0 { return skipSurplus(of: replica) }
        let body = start + UInt64(FrameHeader.byteCount)
        guard body <= answers.high else { return nil }
        let header = FrameHeader(answers.bytes(start, body))
        guard let kind = FrameHeader.Kind(rawValue: header.kind), header.number == 0,
            kind == .answer || header.length == 0
        else {
            condemn(replica, .badFrame, at: now)
            return nil
        }
        if header.length > UInt32(most) {
            links[replica].parsed = body
            links[replica].surplus = UInt64(header.length)
            return skipSurplus(of: replica)
        }
        let end = body + UInt64(header.length)
        guard end <= answers.high else { return nil }
        links[replica].parsed = end
        return kind == .answer ? ballot(answers.bytes(body, end)) : .formless
    }

    private mutating func skipSurplus(of replica: Int) -> SaveRound.Ballot? {
        let (answers, start) = (links[replica].answers, links[replica].parsed)
        let count = min(answers.high - start, links[replica].surplus)
        links[replica].surplus -= count
        if links[replica].surplus > 0 {
            answers.dropNewest(from: start)
            return nil
        }
        links[replica].parsed = start + count
        return .tooLong
    }

    private func ballot(_ answer: UnsafeRawBufferPointer) -> SaveRound.Ballot {
        // A line feed inside could not be shown to a newcomer.
        guard let state = ReservedText.state(in: answer), !state.contains(0x0A) else {
            return .formless
        }
        return .saved(state)
    }

    private mutating func pair(_ replica: Int, _ said: SaveRound.Ballot, at now: UInt64) {
        guard let interjection = links[replica].interjection else { return }
        links[replica].interjection = nil
        links[replica].headSince = now
        links[replica].overrun = 0
        links[replica].isFresh = false
        links[replica].pool.isLate = false
        switch interjection.kind {
        case .save:
            let said = judged(said, of: replica)
            if checkpoints.round?.before == interjection.before {
                checkpoints.round?.close(replica, said)
            }
            if links[replica].standing == .overdue {
                compareLate(replica, said, before: interjection.before)
                comeBack(replica, at: now)
            }
        case .restore where said != .saved(interjection.state):
            condemn(replica, .restoreDiffered, for: max(interjection.before, 1) - 1, at: now)
        case .restore: begin(replica, in: interjection, at: now)
        }
        if links[replica].retained == 0 {
            links[replica].releaseAnswers(upTo: links[replica].parsed)
        }
    }

    /// What the specification does not allow is no state that anybody takes.
    private func judged(_ said: SaveRound.Ballot, of replica: Int) -> SaveRound.Ballot {
        guard case .saved(let state) = said, judgesState, let acceptance, !links[replica].isVoid
        else { return said }
        let isAllowed = state.withUnsafeBytes { acceptance.judge(replica, state: $0) == .accepted }
        return isAllowed ? said : .rejected
    }

    /// It took the agreed state: whatever was not known of it is known again.
    private mutating func begin(_ replica: Int, in taken: Interjection, at now: UInt64) {
        guard judgesState, let acceptance else { return }
        if taken.state.withUnsafeBytes({ acceptance.begins(replica, in: $0) }) {
            links[replica].isVoid = false
            links[replica].hasLeftContract = false
        } else {
            condemn(replica, .restoreDiffered, for: max(taken.before, 1) - 1, at: now)
        }
    }

    /// Its ballot was closed at its deadline; what it says says something about it all the same.
    private mutating func compareLate(
        _ replica: Int, _ said: SaveRound.Ballot, before: UInt64
    ) {
        var agreed = checkpoints.held?.before == before ? checkpoints.held?.state : nil
        if case .agreed(let state)? = checkpoints.round?.outcome,
            checkpoints.round?.before == before
        {
            agreed = state
        }
        guard let agreed, said != .saved(agreed) else { return }
        if case .saved = said, judgesState { return }
        suspect(replica, .stateDiffered, max(before, 1) - 1)
    }

    /// It missed a deadline: nobody waits for its state.
    mutating func missState(_ replica: Int) {
        guard let interjection = links[replica].interjection, interjection.kind == .save else {
            return
        }
        if checkpoints.round?.before == interjection.before {
            checkpoints.round?.close(replica, .missing)
        }
        if !interjection.isHanded { links[replica].interjection = nil }
    }

    /// Its process is given up.
    mutating func dropInterjection(_ replica: Int) {
        links[replica].interjection = nil
        links[replica].surplus = 0
        if !isShadow(replica) { checkpoints.round?.forget(replica) }
    }
}

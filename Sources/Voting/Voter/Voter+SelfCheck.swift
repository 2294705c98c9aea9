/// Replicas that have had nothing to answer for some time are asked a demand whose answer is known.
///
/// A replica that hangs, or has gone wrong, while no demand comes would only be found by the next
/// one, which it then fails. So it is asked by itself, and given up when it answers wrongly or not
/// within a deadline; its successor is there before the next demand. The answer is no ballot, and
/// neither counted, judged nor recorded; with state the demand is not part of the history.
///
/// One replica at a time, so that a demand that comes meanwhile waits for one replica at most, and
/// for none where the others are a quorum. It is handed to that one when the self-check is
/// answered: a replica never holds both, so no answer is paired with the wrong one. Sleepers of a
/// pool are woken for it and sleep on: what is never asked is never known to work. Who is shown
/// the history, is behind, or is to leave is asked enough, or no more.
extension Voter {
    /// Whether a replica has been asked its self-check and has not answered.
    package func isInSelfCheck(_ replica: Int) -> Bool { selfCheck.replica == replica }

    /// Gives up who has not answered in time; of a pool, who takes half of the time is late.
    mutating func expireSelfCheck(at now: UInt64) {
        guard let replica = selfCheck.replica else { return }
        if now >= selfCheck.since + selfCheckPatience(of: replica) {
            condemn(replica, .selfCheckMissed, at: now)
        } else if mayBecomeLate(replica),
            now >= selfCheck.since + selfCheckPatience(of: replica) / 2
        {
            links[replica].pool.isLate = true
        }
    }

    private func mayBecomeLate(_ replica: Int) -> Bool {
        hasPool && !isShadow(replica) && links[replica].standing == .active
            && !links[replica].pool.isLate
    }

    /// Asks the replica that has had nothing to answer for longest, when that is long enough.
    mutating func beginSelfCheck(at now: UInt64) {
        guard let check = plan.selfCheck, let next = nextToCheck,
            now >= links[next].headSince + check.everyNanoseconds
        else { return }
        checkRoom.release(upTo: checkRoom.high)
        _ = check.demand.withUnsafeBytes {
            // Demands count from 1.
            lay($0, number: 0, isStamped: false, at: now, into: checkRoom)
        }
        selfCheck = SelfCheckState(replica: next, since: now)
    }

    /// Whoever it was is no longer there to answer.
    mutating func endSelfCheck(of replica: Int) {
        if selfCheck.replica == replica { selfCheck.replica = nil }
    }

    /// Takes the answer from what the replica said.
    ///
    /// - Returns: whether it was there, and right.
    mutating func takeSelfCheck(of replica: Int, at now: UInt64) -> Bool {
        let answers = links[replica].answers
        guard let (start, end, isAnswer) = selfCheckAnswer(of: replica, at: now) else {
            return false
        }
        guard checkRoom.count == 0 else {
            condemn(replica, .spokeOutOfTurn, at: now)
            return false
        }
        links[replica].parsed = end + (plan.framing == .lines ? 1 : 0)
        let isRight =
            isAnswer
            && plan.selfCheck?.answer.withUnsafeBytes {
                comparer.same($0, answers.bytes(start, end))
            } ?? false
        if links[replica].retained == 0 {
            links[replica].releaseAnswers(upTo: links[replica].parsed)
        }
        guard isRight else {
            condemn(replica, .selfCheckWrong, at: now)
            return false
        }
        selfCheck.replica = nil
        links[replica].headSince = now
        links[replica].isFresh = false
        links[replica].pool.isLate = false
        return true
    }

    /// Where the answer stands, and whether it can be one; nil while it is not there whole, and
    /// when the replica is given up for what stands there.
    private mutating func selfCheckAnswer(
        of replica: Int, at now: UInt64
    ) -> (start: UInt64, end: UInt64, isAnswer: Bool)? {
        let answers = links[replica].answers
        let start = links[replica].parsed
        let most = UInt64(plan.answerBytesMax)
        guard plan.framing != .lines else {
            let feed = answers.lineFeed(from: start)
            if (feed ?? answers.high) - start > most { condemn(replica, .endlessAnswer, at: now) }
            return links[replica].standing == .absent ? nil : feed.map { (start, $0, true) }
        }
        let body = start + UInt64(FrameHeader.byteCount)
        guard body <= answers.high else { return nil }
        let header = FrameHeader(answers.bytes(start, body))
        guard let kind = FrameHeader.Kind(rawValue: header.kind), header.number == 0,
            kind == .answer || header.length == 0
        else {
            condemn(replica, .badFrame, at: now)
            return nil
        }
        if UInt64(header.length) > most {
            condemn(replica, .endlessAnswer, at: now)
            return nil
        }
        let end = body + UInt64(header.length)
        return end <= answers.high ? (body, end, kind == .answer) : nil
    }

    /// When time alone changes something about self-checks.
    var selfCheckInstant: UInt64? {
        guard let check = plan.selfCheck else { return nil }
        if let replica = selfCheck.replica {
            let patience = selfCheckPatience(of: replica)
            return selfCheck.since + (mayBecomeLate(replica) ? patience / 2 : patience)
        }
        return nextToCheck.map { links[$0].headSince + check.everyNanoseconds }
    }

    /// A process that has not answered anything yet may still be starting.
    private func selfCheckPatience(of replica: Int) -> UInt64 {
        links[replica].isFresh ? max(deadline, plan.startupNanoseconds) : deadline
    }

    private var nextToCheck: Int? {
        guard selfCheck.replica == nil, !hasStopped else { return nil }
        var next: Int?
        for replica in links.indices where hasNothingToAnswer(links[replica]) {
            if next.map({ links[replica].headSince < links[$0].headSince }) ?? true {
                next = replica
            }
        }
        return next
    }

    private func hasNothingToAnswer(_ link: ReplicaLink) -> Bool {
        (link.standing == .active || link.standing == .asleep) && link.held == 0
            && link.leavingSince == nil && link.written == link.handed
            && link.parsed == link.answers.high
    }
}

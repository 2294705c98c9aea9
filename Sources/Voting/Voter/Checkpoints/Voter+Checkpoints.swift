/// States that are saved, voted on, and then stand for the demands before them.
///
/// After so many demands every replica that votes is asked for its state, at the same place of its
/// stream. As many equal ones as `agree` says make a checkpoint: newcomers take that state instead
/// of being shown the demands before it, whose history and records are dropped. Nothing goes out
/// for it, no demand's verdict waits for it, and a vote that fails changes nothing: the history is
/// kept.
///
/// The idea is Castro and Liskov's stable checkpoint (M. Castro, B. Liskov, "Practical Byzantine
/// Fault Tolerance", OSDI 1999, section 4.3). Deviations: replicas do not talk to each other, the
/// voter compares the states themselves and no digests, and it alone keeps the agreed one.
extension Voter {
    /// Goes on with the vote that is under way, or begins one when it is time.
    mutating func tendCheckpoints(at now: UInt64) {
        guard plan.checkpoint != nil else { return }
        settleRound(at: now)
        trimHistory()
        beginRoundIfDue(at: now)
    }

    /// Begins a vote behind the last demand that was admitted.
    mutating func beginRoundIfDue(at now: UInt64) {
        guard let rule = plan.checkpoint, checkpoints.hasBegun, isRoundPossible else { return }
        let demands = admitted - checkpoints.lastBefore
        let isOld = rule.nanoseconds.map { now >= checkpoints.lastAt &+ $0 } ?? false
        // Before there is no room left, though not with every demand.
        let isFull = history.isHalfFull || 2 * frozen.count > frozen.capacity
        guard demands >= rule.every || isOld || isFull && demands >= (rule.every + 15) / 16
        else { return }
        beginRound(at: now)
    }

    /// Demands that are asked again were recorded before a record that would say what is kept.
    private var isRoundPossible: Bool {
        checkpoints.round == nil && !hasStopped && !isAskedAgain && withheld == nil
            && admitted > checkpoints.lastBefore
            && (0..<plan.replicas).count { votesOnStates($0) } >= plan.agree
    }

    private func votesOnStates(_ replica: Int) -> Bool {
        let link = links[replica]
        return link.takesDemands && !link.pool.isDrowsy && link.interjection == nil
            && link.suspicion == nil && !link.isVoid && !link.hasLeftContract
    }

    /// Before the first demand of a run it is seen whether the program knows of states at all.
    ///
    /// - Returns: whether that demand has to wait.
    mutating func isProbing(at now: UInt64) -> Bool {
        guard plan.checkpoint != nil, admitted == 0, plan.start.recorded == 0 else { return false }
        if checkpoints.isRefused { return true }
        if checkpoints.hasBegun { return checkpoints.round?.outcome == .open }
        checkpoints.hasBegun = true
        guard (0..<plan.replicas).count(where: { votesOnStates($0) }) >= plan.agree else {
            return false
        }
        beginRound(at: now)
        handOver(at: now)
        return true
    }

    /// No replica knows what a state is, as so many said before the first demand that one of them
    /// must be right where a quorum is: there is no run with checkpoints.
    package var refusesCheckpoints: Bool { checkpoints.isRefused }

    private mutating func beginRound(at now: UInt64) {
        guard let save = checkpoints.save else { return }
        // Verdicts whose answers have not left may still be taken back.
        let unsafe = released < recorded ? slots[slotIndex(released)].record : .max
        let keepFrom = min(
            (journal?.last ?? 0) + 1, checkpoints.inputEndRecord ?? .max, unsafe)
        var round = SaveRound(
            before: admitted, replicas: plan.replicas, keepFrom: keepFrom, inputEnd: recordedInput)
        for replica in 0..<plan.replicas where votesOnStates(replica) {
            links[replica].interjection = Interjection(
                kind: .save, before: admitted, offset: frozen.high, text: save)
            round.open(replica)
        }
        checkpoints.round = round
        (checkpoints.lastBefore, checkpoints.lastAt) = (admitted, now)
        if admitted > 0 {
            noteSealed(admitted - 1, outputEnd: recordedOutput, when: recorded == admitted)
            noteReleased()
        }
        history.gather(from: admitted, offset: frozen.high)
    }

    /// What goes out is final up to a demand: what is remembered there belongs to the checkpoint
    /// behind it.
    mutating func noteSealed(_ sequence: UInt64, outputEnd: UInt64, when isSealed: Bool = true) {
        guard isSealed, checkpoints.round?.before == sequence + 1 else { return }
        checkpoints.round?.outputEnd = outputEnd
        checkpoints.round?.latch = latch.memory
    }

    /// An answer went out.
    mutating func noteReleased() {
        guard plan.hasFeedback, checkpoints.round?.before == released else { return }
        checkpoints.round?.previous = Array(previous.all)
    }

    /// Decides the vote, blames those who dissent, and takes the agreed state when the demands
    /// before it are settled.
    mutating func settleRound(at now: UInt64) {
        guard checkpoints.round != nil else { return }
        checkpoints.round?.decide(agree: plan.agree)
        switch checkpoints.round?.outcome {
        case .agreed(let state): settleAgreed(state)
        case .failed:
            noteFailedRound()
            checkpoints.round = nil
        case .open, nil: return
        }
    }

    private mutating func settleAgreed(_ state: [UInt8]) {
        guard let before = checkpoints.round?.before else { return }
        let hasOthers = judgesState
        let dissenters = checkpoints.round?.takeDissenters(hasOthers: hasOthers) ?? ReplicaSet()
        for replica in dissenters { suspect(replica, .stateDiffered, max(before, 1) - 1) }
        if checkpoints.round?.isTaken == false, base >= before { take(state) }
        if checkpoints.round?.isTaken == true, checkpoints.round?.hasOpenBallots == false {
            checkpoints.round = nil
        }
    }

    /// From here on it stands for the demands before it.
    private mutating func take(_ state: [UInt8]) {
        guard let round = checkpoints.round, recordCheckpoint(round, state) else { return }
        checkpoints.round?.isTaken = true
        checkpoints.held = Checkpointing.Held(before: round.before, state: state, plan.framing)
        history.complete()
        tally.checkpoints += 1
        if !checkpoints.hasToldSuccess && round.before > 0 {
            checkpoints.hasToldSuccess = true
            report(CheckpointReport(round, isUnknown: false))
        }
        trimHistory()
    }

    /// - Returns: false when there is no room for it yet.
    private func recordCheckpoint(_ round: SaveRound, _ state: [UInt8]) -> Bool {
        guard let journal, round.before > 0 else { return true }
        // What is forgotten must be out, and what was taken back must have been told before; of
        // that the records have no text, so that it must be out, too.
        let left = releasedOutput &- UInt64(output.count + unsent.count)
        guard left >= max(round.outputEnd, withheldOutput), withheld == nil else { return false }
        let text = CheckpointText(latch: round.latch, previous: round.previous, state: state)
        let bytes = text.bytes
        guard hasRoom(journal, for: UInt64(bytes.count)) else { return false }
        bytes.withUnsafeBytes {
            _ = journal.recordCheckpoint(
                round.before, inputEnd: round.inputEnd, outputEnd: round.outputEnd,
                keepFrom: round.keepFrom, $0)
        }
        return true
    }

    private mutating func noteFailedRound() {
        guard let round = checkpoints.round else { return }
        let isUnknown = round.isUnknownToAll
        if isUnknown && round.before == 0 && round.formless > plan.replicas - plan.agree {
            checkpoints.isRefused = true
        }
        tally.failedCheckpoints += 1
        guard checkpoints.reportsTold < CheckpointReport.reportsMax else { return }
        checkpoints.reportsTold += 1
        report(CheckpointReport(round, isUnknown: isUnknown))
    }

    /// Drops what the held checkpoint stands for, but for what is still being answered.
    mutating func trimHistory() {
        guard let held = checkpoints.held, history.isComplete, history.first < held.before else {
            return
        }
        var floor = min(held.before, base)
        for link in links
        where link.standing != .absent && link.held > 0 && link.oldest < floor {
            floor = link.oldest
        }
        guard floor > history.first else { return }
        history.drop(before: floor)
        releaseFrozen()
        frozen.compact()
    }

    /// When a vote is due though nothing happens.
    var checkpointInstant: UInt64? {
        guard let nanoseconds = plan.checkpoint?.nanoseconds, checkpoints.hasBegun,
            isRoundPossible
        else { return nil }
        return checkpoints.lastAt &+ nanoseconds
    }
}

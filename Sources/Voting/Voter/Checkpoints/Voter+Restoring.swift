/// Newcomers, and those who fell far behind, take the agreed state instead of what came before it.
extension Voter {
    /// Whether the checkpoint stands for demands that a replica has not seen.
    func needsState(_ replica: Int) -> Bool {
        guard let held = checkpoints.held else { return false }
        return links[replica].next < held.before
    }

    /// Hands the agreed state to a replica that owes nothing.
    ///
    /// - Returns: whether it may be handed demands.
    mutating func restore(_ replica: Int, at now: UInt64) -> Bool {
        guard let held = checkpoints.held, needsState(replica) else {
            return links[replica].interjection?.kind != .restore
        }
        // What it was to save is behind it.
        if links[replica].interjection?.isHanded == false { missState(replica) }
        guard links[replica].owed == 0, hasAnswerRoom(replica) else { return false }
        guard history.isComplete else {
            condemn(replica, .historyFull, at: now)
            return false
        }
        let offset = history.start(of: held.before)
        (links[replica].oldest, links[replica].next) = (held.before, held.before)
        (links[replica].written, links[replica].handed) = (offset, offset)
        links[replica].headSince = now
        links[replica].interjection = Interjection(
            kind: .restore, before: held.before, offset: offset, text: held.restore,
            state: held.state, isHanded: true)
        return false
    }

    /// Takes the checkpoint that a run goes on from, before the demands behind it.
    ///
    /// - Parameters:
    ///   - bytes: of a `CheckpointText`.
    ///   - number: of the last demand before it.
    /// - Returns: false when it cannot be read.
    package mutating func recall(checkpoint bytes: UnsafeRawBufferPointer, after number: UInt64)
        -> Bool
    {
        guard plan.checkpoint != nil, number > 0, number <= plan.start.settled,
            let text = CheckpointText(bytes)
        else { return false }
        latch.recall(text.latch)
        if plan.hasFeedback, text.previous.count <= plan.answerBytesMax {
            text.previous.withUnsafeBytes { hold($0) }
        }
        checkpoints.held = Checkpointing.Held(
            before: number, state: text.state, plan.framing)
        checkpoints.lastBefore = number
        history.begin(at: number, offset: frozen.high)
        return true
    }

    /// Makes a place for what is told of a vote on a state, when there is room.
    mutating func report(_ report: CheckpointReport) {
        let reserve = 8 + (hasToldExit ? 0 : 4 + ContractExit.byteCountMax)
        guard accounts.room >= CheckpointReport.byteCountMax + reserve else { return }
        var bytes: [UInt8] = []
        func append<Number: FixedWidthInteger>(_ number: Number) {
            withUnsafeBytes(of: number) { bytes.append(contentsOf: $0) }
        }
        append(CheckpointReport.mark)
        append(report.demandNumber)
        append(report.outcome.rawValue)
        append(report.stateBytes)
        append(UInt8(report.ballots.count))
        bytes += report.codes
        withUnsafeBytes(of: UInt32(bytes.count)) { accounts.append($0) }
        bytes.withUnsafeBytes { accounts.append($0) }
    }
}

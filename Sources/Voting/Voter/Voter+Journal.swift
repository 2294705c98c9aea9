/// What stands between a verdict and its release where there is a journal.
///
/// A verdict is recorded in the order of the demands and released when its record is safe. No
/// answer waits for a disk longer than `stalledNanoseconds`: then the restrictive one goes out to
/// that demand and to all behind it whose verdicts are recorded already, and a record says so,
/// which counts in their place. What went out permissively is therefore always safe, and is never
/// contradicted. A demand for whose record there is no room waits as long; then nobody is asked,
/// and the restrictive answer goes out.
extension Voter {
    /// Records what is decided, and gives up waiting for what is late.
    mutating func record(at now: UInt64) {
        guard let journal else { return }
        tellWithheld(journal)
        while withheld == nil, recorded < admitted,
            slots[slotIndex(recorded)].verdict != .undecided, recordVerdict(journal)
        {
            recorded += 1
        }
        let index = slotIndex(released)
        guard released < admitted, slots[index].verdict != .undecided, !mayLeave(released),
            slots[index].isUnrecorded || now >= slots[index].decidedAt + plan.stalledNanoseconds
        else { return }
        withhold(upTo: max(recorded, released + 1))
        tellWithheld(journal)
    }

    /// Whether a decided demand's answer may go out.
    func mayLeave(_ sequence: UInt64) -> Bool {
        guard let journal else { return true }
        let slot = slots[slotIndex(sequence)]
        if slot.isWithheldBack { return true }
        guard sequence < recorded else { return false }
        return plan.durability == .buffered || slot.record <= journal.safe
    }

    /// - Returns: false when there is no room for it yet.
    private mutating func recordVerdict(_ journal: any RunJournal) -> Bool {
        let index = slotIndex(recorded)
        if slots[index].isUnrecorded { return false }
        let longest = max(verdictAnswer(of: recorded).count, safeSide.count)
        // With room for one that takes it back.
        let needed = recordBytes(of: longest) + JournalRoom.overheadBytes
        guard journal.hasRoom(for: needed) else { return false }
        seal(recorded)
        let slot = slots[index]
        let line = line(of: recorded)
        let end = recordedOutput &+ UInt64(line.count) &+ 1
        let kind: RecordedVerdict =
            slot.isHeld ? .held : slot.verdict == .agreed ? .agreed : .restrictive
        let record = journal.recordVerdict(
            recorded + 1, kind, outputEnd: end,
            written: releasedOutput &- UInt64(output.count + unsent.count),
            line)
        slots[index].record = record == 0 ? .max : record
        recordedOutput = end
        noteSealed(recorded, outputEnd: end)
        return true
    }

    /// The restrictive answer goes out to all of them, at once.
    private mutating func withhold(upTo end: UInt64) {
        var sealed = releasedOutput
        for sequence in released..<end {
            let index = slotIndex(sequence)
            slots[index].isWithheldBack = true
            // As after any restrictive verdict; what was recorded has passed already.
            _ = latch.pass(isAgreed: false)
            slots[index].isHeld = false
            sealed &+= UInt64(line(of: sequence).count) &+ 1
            noteSealed(sequence, outputEnd: sealed)
        }
        withheld = Withheld(first: withheld?.first ?? released, last: end - 1)
        recordedOutput = sealed
        recorded = end
        withheldOutput = sealed
    }

    private mutating func tellWithheld(_ journal: any RunJournal) {
        guard let range = withheld, journal.hasRoom(for: JournalRoom.overheadBytes) else { return }
        _ = journal.recordWithheld(
            range.first + 1...range.last + 1, inputEnd: recordedInput, outputEnd: recordedOutput)
        withheld = nil
    }

    /// What goes out for a demand that is sealed, without its line feed; valid until the next.
    func line(of sequence: UInt64) -> UnsafeRawBufferPointer {
        let slot = slots[slotIndex(sequence)]
        let answer = slot.goesOut ? verdictAnswer(of: sequence) : safeSide.all
        if plan.output == .answers { return answer }
        lineRoom.release(upTo: lineRoom.high)
        let count = VerdictRecord.encode(
            sequence: sequence + 1, digest: slot.digest,
            kind: slot.goesOut ? .agreed : .restrictive,
            expires: slot.decidedAt &+ plan.validNanoseconds, answer: answer,
            into: lineRoom.writable(minimum: answer.count + VerdictRecord.overheadBytesMax))
        lineRoom.wrote(count)
        return UnsafeRawBufferPointer(rebasing: lineRoom.all.dropLast())
    }

    /// The most that the record of an answer takes.
    func recordBytes(of answerBytes: Int) -> Int {
        answerBytes + VerdictRecord.overheadBytesMax + JournalRoom.overheadBytes
    }

    /// The record for which the voter waits: who passes the word on wakes it then.
    package var awaitedRecord: UInt64? {
        guard let journal else { return nil }
        if unrecordableSince != nil || withheld != nil || lastRecordSince != nil {
            return journal.last
        }
        guard released < admitted, slots[slotIndex(released)].verdict != .undecided,
            !mayLeave(released)
        else { return nil }
        return released < recorded ? slots[slotIndex(released)].record : journal.last
    }

    /// When the patience with the journal ends.
    var journalInstant: UInt64? {
        guard journal != nil else { return nil }
        if let unrecordableSince { return unrecordableSince + plan.stalledNanoseconds }
        if isLastRecordAwaited, let lastRecordSince {
            return lastRecordSince + plan.stalledNanoseconds
        }
        guard released < admitted, slots[slotIndex(released)].verdict != .undecided,
            !mayLeave(released)
        else { return nil }
        return slots[slotIndex(released)].decidedAt + plan.stalledNanoseconds
    }

    /// For its record, and those of restrictive verdicts on it and on all that have none yet.
    func hasRoom(_ journal: any RunJournal, for bytes: UInt64) -> Bool {
        let verdicts = Int(admitted - recorded) + 1
        return withheld == nil
            && journal.hasRoom(
                for: JournalRoom.overheadBytes * 2 + Int(bytes) + plan.stamp.byteCount
                    + recordBytes(of: safeSide.count) * verdicts)
    }

    /// Where the input stands after a demand, counted over the whole run.
    mutating func noteInput(upTo next: UInt64) {
        if isAskedAgain {
            inputOrigin = next
            return
        }
        recordedInput = plan.start.inputEnd &+ (next - inputOrigin)
    }

    /// So that whoever goes on from the journal asks nobody for more.
    mutating func recordInputEnd() {
        guard let journal, !hasRecordedInputEnd, inputHasEnded, input.count == 0,
            !isSkippingDemand, !isAskedAgain, withheld == nil,
            journal.hasRoom(for: JournalRoom.overheadBytes)
        else { return }
        let end = plan.start.inputEnd &+ (input.high - inputOrigin)
        checkpoints.inputEndRecord = journal.recordInputEnd(end)
        hasRecordedInputEnd = true
    }

    /// With all demands answered, what is still to be recorded waits for room, as long as an answer
    /// would: without it whoever goes on from the journal asks for these demands again.
    mutating func awaitLastRecord(at now: UInt64) {
        let isLeft =
            withheld != nil
            || inputHasEnded && !hasStopped && !hasRecordedInputEnd && !isAskedAgain
        guard journal != nil, isLeft, isDone else {
            (lastRecordSince, isLastRecordAwaited) = (nil, false)
            return
        }
        if lastRecordSince == nil { lastRecordSince = now }
        isLastRecordAwaited = now < (lastRecordSince ?? now) + plan.stalledNanoseconds
    }
}

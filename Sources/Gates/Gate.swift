import Voting

/// The consumer's end of a stream of verdict records: records in, answers out, and the restrictive
/// answer for everything that is not exactly the next record in time.
///
/// A fault latches the gate: from then on every answer is restrictive, until `releaseAfter` good
/// records have come one after the other (never, by default). Before the first record the gate is
/// not latched, but restrictive. No input or output and no clock of its own: the caller passes the
/// instant, and calls
/// `tick` at `deadline` at the latest. Why it is so: `docs/decisions/0002-gate.md`.
package struct Gate: Sendable {
    private enum State { case waiting, open, latched, ended }

    package let settings: GateSettings
    package private(set) var counts = GateCounts()
    /// The sequence number the next record must have.
    package private(set) var nextSequence: UInt64 = 1
    /// CLOCK_MONOTONIC nanoseconds at which the next answer is due if no record comes before.
    package private(set) var deadline: UInt64
    /// Answers given so far, whatever they were.
    package private(set) var answers: UInt64 = 0
    /// Whether an end record closed the stream.
    package private(set) var endedInOrder = false

    private var state = State.waiting
    /// Good records in a row since the last fault.
    private var goodRecords: UInt64 = 0
    /// The latest instant seen.
    private var clock: UInt64
    /// Whether `deadline` is the expiry of the answer given last.
    private var deadlineIsExpiry = false

    package init(settings: GateSettings, now: UInt64) {
        self.settings = settings
        clock = now
        deadline = Gate.later(now, by: settings.cycle)
    }

    /// Ended in order, every verdict agreed and passed on.
    package var isFlawless: Bool {
        endedInOrder && counts.faults == 0 && counts[.restrictive] == 0
    }

    /// Whether faults keep the gate shut.
    package var isLatched: Bool { state == .latched }

    /// Whether no record can change the answer any more.
    package var hasEnded: Bool { state == .ended }

    /// Judges one line, without its newline; an over-long line may be handed over in part, as long
    /// as it is longer than the longest record.
    ///
    /// - Parameter demand: what the consumer knows of demand number `nextSequence`.
    package mutating func receive(
        _ line: UnsafeRawBufferPointer, now: UInt64, demand: ExpectedDemand = .unknown
    ) -> GateAnswer {
        let now = advance(to: now)
        counts.records += 1
        answers += 1
        let answer = judge(line, now: now, demand: demand)
        counts[answer.cause] += 1
        if answer.cause.isFault { latch() }
        return answer
    }

    /// - Returns: the restrictive answer when one is due, nil before `deadline`.
    package mutating func tick(now: UInt64) -> GateAnswer? {
        let isDue = now >= deadline
        var cause = GateCause.quiet
        let now = advance(to: now) { cause = $0 }
        guard isDue || cause != .quiet else { return nil }
        answers += 1
        if cause == .quiet { counts[.quiet] += 1 }
        // An answer that no record was asked for is one too many for who counts them. Without a
        // fault nobody comes here with an open gate; a bit that flips in the guard above does.
        if state == .open { latch() }
        deadline = Gate.later(now, by: settings.cycle)
        deadlineIsExpiry = false
        return GateAnswer(cause: cause)
    }

    /// No more input will come.
    package mutating func end() -> GateAnswer {
        answers += 1
        if state == .ended { return GateAnswer(cause: .end) }
        counts[.cut] += 1
        state = .ended
        return GateAnswer(cause: .cut)
    }

    /// Takes note of the instant, and of what it shows to have failed meanwhile.
    private mutating func advance(
        to now: UInt64, onFault: (GateCause) -> Void = { _ in }
    ) -> UInt64 {
        if now < clock { fault(.clock, onFault) }
        clock = max(clock, now)
        if state == .open && clock >= deadline {
            fault(deadlineIsExpiry ? .withdrawn : .silence, onFault)
        }
        return clock
    }

    private mutating func fault(_ cause: GateCause, _ onFault: (GateCause) -> Void) {
        counts[cause] += 1
        latch()
        onFault(cause)
    }

    private mutating func judge(
        _ line: UnsafeRawBufferPointer, now: UInt64, demand: ExpectedDemand
    ) -> GateAnswer {
        deadline = Gate.later(now, by: settings.cycle)
        deadlineIsExpiry = false
        if state == .ended { return GateAnswer(cause: .ended) }
        let record: VerdictRecord
        do throws(VerdictRecordError) {
            record = try VerdictRecord.decode(line, answerBytesMax: settings.answerBytesMax)
        } catch {
            switch error {
            case .tooLong: return GateAnswer(cause: .overlong)
            case .check: return GateAnswer(cause: .check)
            default: return GateAnswer(cause: .malformed)
            }
        }
        if record.sequence < nextSequence { return GateAnswer(cause: .repeated) }
        let isNext = record.sequence == nextSequence
        nextSequence = record.sequence + 1
        if !isNext { return GateAnswer(cause: .gap) }
        if !matches(record, demand) { return GateAnswer(cause: .digest) }
        if now >= record.expires { return GateAnswer(cause: .expired) }
        return accept(record, in: line)
    }

    /// Reads a line once more: where its answer stands, if it is the record that was passed on
    /// last.
    ///
    /// What was copied from elsewhere meanwhile, as from the record before, is another answer.
    ///
    /// - Parameter demand: as it was given to `receive`.
    package func confirmed(
        _ line: UnsafeRawBufferPointer, demand: ExpectedDemand
    ) -> Range<Int>? {
        guard
            let record = try? VerdictRecord.decode(line, answerBytesMax: settings.answerBytesMax),
            record.kind == .agreed, record.sequence &+ 1 == nextSequence, matches(record, demand)
        else { return nil }
        return record.answer
    }

    private func matches(_ record: VerdictRecord, _ demand: ExpectedDemand) -> Bool {
        switch demand {
        case .unknown: true
        case .digest(let digest): record.kind != .end && record.digest == digest
        case .end: record.kind == .end
        }
    }

    /// The record is the next one, in time, and for the consumer's demand.
    private mutating func accept(
        _ record: VerdictRecord, in line: UnsafeRawBufferPointer
    ) -> GateAnswer {
        if record.kind == .end {
            state = .ended
            endedInOrder = true
            return GateAnswer(cause: .end)
        }
        if record.kind == .restrictive
            && !line[record.answer].elementsEqual(settings.restrictive)
        {
            counts.differingRestrictive += 1
        }
        if state == .latched {
            goodRecords += 1
            if goodRecords == settings.releaseAfter {
                state = .open
                counts.releases += 1
            }
            return GateAnswer(cause: .held)
        }
        state = .open
        if record.kind == .restrictive { return GateAnswer(cause: .restrictive) }
        if record.expires < deadline {
            deadline = record.expires
            deadlineIsExpiry = true
        }
        return GateAnswer(cause: .passed, passed: record.answer)
    }

    private mutating func latch() {
        goodRecords = 0
        if state != .ended { state = .latched }
    }

    private static func later(_ instant: UInt64, by nanoseconds: UInt64) -> UInt64 {
        let (sum, overflow) = instant.addingReportingOverflow(nanoseconds)
        return overflow ? .max : sum
    }
}

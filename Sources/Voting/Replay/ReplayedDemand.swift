/// A demand of an earlier run, to be put to one replica again.
package struct ReplayedDemand: Equatable, Sendable {
    /// From 1.
    package var number: UInt64
    /// As it was recorded: behind its stamp, if it has one.
    package var stamped: [UInt8]
    /// What had gone out before it; empty without `feedback`.
    package var previous: [UInt8]
    /// nil when the run ended before it was decided.
    package var verdict: RecordedVerdict?
    /// What went out; nil when nothing is known to have.
    package var answer: [UInt8]?
    /// Answered restrictively because its record was not safe in time.
    package var isWithheld = false

    package init(
        number: UInt64, stamped: [UInt8], previous: [UInt8], verdict: RecordedVerdict?,
        answer: [UInt8]?
    ) {
        self.number = number
        self.stamped = stamped
        self.previous = previous
        self.verdict = verdict
        self.answer = answer
    }

    /// What was agreed on, where it is known: a latch that held it back kept it to itself.
    package var agreed: [UInt8]? { verdict == .agreed ? answer : nil }

    /// The consumer's own bytes.
    package func body(_ plan: VoterPlan) -> ArraySlice<UInt8> {
        stamped.dropFirst(plan.stamp.byteCount)
    }
}

extension VoterPlan {
    /// The bytes that each replica gets of a demand; the voter's own are the same.
    package func frozen(_ demand: ReplayedDemand) -> [UInt8] {
        let front = hasFeedback ? demand.previous + [0x20] : []
        let whole = front + demand.stamped
        if framing == .lines { return whole + [0x0A] }
        let header = FrameHeader(length: UInt32(clamping: whole.count), number: demand.number)
        return header.withBytes { Array($0) } + whole
    }

    /// The bytes by which a replica is told to take a state, and its answer when it has.
    package func restoring(_ state: [UInt8]) -> (demand: [UInt8], answer: [UInt8]) {
        let text = FramedText(ReservedText.restore + state, framing)
        // Its bytes go with it.
        let bytes = withExtendedLifetime(text) { Array(text.bytes) }
        return (bytes, ReservedText.state + state)
    }

    /// No answer to whatever a replica is asked is longer.
    package var allAnswerBytesMax: Int {
        max(answerBytesMax, checkpoint?.answerBytesMax ?? 0)
    }

    /// The answer in a line of the run's output, which has no line feed; empty when it is none.
    package func answer(inLine line: [UInt8]) -> [UInt8] {
        if output == .answers { return line }
        return line.withUnsafeBytes { bytes in
            let record = try? VerdictRecord.decode(bytes, answerBytesMax: answerBytesMax)
            return record.map { Array(line[$0.answer]) } ?? []
        }
    }
}

import Voting

/// Where a run stood, from its journal: what goes on from here, and what is settled.
///
/// A demand with a verdict is settled: its answer is the recorded one and no other. One without is
/// asked again. Its answer may have left already when answers do not wait for their verdict's
/// record: from a file that shows (`takeOutput`), from a pipe it cannot be known.
package struct RunPosition {
    /// A demand that was recorded and not decided.
    package struct Undecided: Equatable, Sendable {
        package let number: UInt64
        package let demand: [UInt8]
    }

    /// A decided one whose answer the output does not have, or not all of it.
    package struct Unwritten: Equatable, Sendable {
        package let number: UInt64
        package let verdict: Verdict
        package let outputEnd: UInt64
        package let answer: [UInt8]
    }

    /// 0 when there is none.
    package internal(set) var lastDemand: UInt64 = 0
    package internal(set) var lastVerdict: UInt64 = 0
    /// Bytes of the input that need not be read again.
    package internal(set) var inputEnd: UInt64 = 0
    package internal(set) var inputHasEnded = false
    /// Bytes of the output up to the last answer that is recorded.
    package internal(set) var outputEnd: UInt64 = 0
    /// Asked again, in this order.
    package internal(set) var undecided: [Undecided] = []
    /// Written out again, in this order, as they are: from `cut` bytes on.
    package internal(set) var unwritten: [Unwritten] = []
    package internal(set) var checkpoint: (at: JournalEntry.Checkpoint, state: [UInt8])?
    /// The output's bytes up to the last whole answer in it that is recorded; what is behind is
    /// cut off or overwritten.
    package internal(set) var cut: UInt64 = 0

    /// Bytes of demands and answers that are kept at most.
    package static let keptBytesMax = 256 << 20

    let outputLength: UInt64?
    private var keptBytes = 0
    /// The journal's first records are gone, by a checkpoint.
    private var isShortened = false
    private var isFirst = true
    /// The first that is in the journal, and the last verdict on one that is not.
    private var firstDemand: UInt64 = 0
    private var lastMissing: UInt64 = 0
    private var firstVerdict: UInt64 = 0

    /// - Parameter outputLength: of the output file as it is now; nil when the output is none.
    package init(outputLength: UInt64?) { self.outputLength = outputLength }

    /// Takes the records of a scan, in their order.
    package mutating func take(_ record: JournalRecord) throws(RunFlaw) {
        if isFirst { isShortened = record.sequence > 1 }
        isFirst = false
        switch record.entry {
        case .demand(let number, let inputEnd, let text):
            try takeDemand(number, inputEnd, text)
        case .verdict(let number, let verdict, let outputEnd, let text):
            try takeVerdict(number, verdict, outputEnd, text)
        case .event: break
        case .checkpoint(let at, let state): try takeCheckpoint(at, state)
        case .input(let end, let hasEnded):
            try moveInput(to: end)
            inputHasEnded = hasEnded
        }
    }

    private mutating func takeDemand(
        _ number: UInt64, _ end: UInt64, _ text: UnsafeRawBufferPointer
    ) throws(RunFlaw) {
        let isUnknown = lastDemand == 0 && isShortened
        guard isUnknown || number == lastDemand &+ 1 else {
            throw .demandOrder(number, expected: lastDemand &+ 1)
        }
        if number <= lastVerdict { throw .verdictBeforeDemand(number) }
        try moveInput(to: end)
        if firstDemand == 0 { firstDemand = number }
        lastDemand = number
        try keep(text.count)
        undecided.append(Undecided(number: number, demand: Array(text)))
    }

    private mutating func takeVerdict(
        _ number: UInt64, _ verdict: Verdict, _ end: UInt64, _ text: UnsafeRawBufferPointer
    ) throws(RunFlaw) {
        let isUnknown = lastVerdict == 0 && isShortened
        guard isUnknown || number == lastVerdict &+ 1 else {
            throw .verdictOrder(number, expected: lastVerdict &+ 1)
        }
        if let first = undecided.first, first.number == number {
            keptBytes -= first.demand.count
            undecided.removeFirst()
        } else if isShortened && (firstDemand == 0 || number < firstDemand) {
            lastMissing = number
        } else {
            throw .verdictBeforeDemand(number)
        }
        if end < outputEnd { throw .offset(end, before: outputEnd) }
        if firstVerdict == 0 { firstVerdict = number }
        lastVerdict = number
        outputEnd = end
        guard let outputLength else { return }
        if end <= outputLength {
            cut = end
        } else {
            try keep(text.count)
            unwritten.append(
                Unwritten(number: number, verdict: verdict, outputEnd: end, answer: Array(text)))
        }
    }

    private mutating func takeCheckpoint(
        _ at: JournalEntry.Checkpoint, _ state: UnsafeRawBufferPointer
    ) throws(RunFlaw) {
        let isUnknown = lastVerdict == 0 && isShortened
        if at.number > lastVerdict && !isUnknown { throw .checkpointAhead(at.number) }
        if isUnknown {
            lastVerdict = at.number
            outputEnd = max(outputEnd, at.outputEnd)
            if let outputLength { cut = max(cut, min(at.outputEnd, outputLength)) }
        }
        if at.inputEnd > inputEnd && lastDemand == 0 { inputEnd = at.inputEnd }
        keptBytes -= checkpoint?.state.count ?? 0
        try keep(state.count)
        checkpoint = (at, Array(state))
    }

    /// All records were taken: what is missing must be what a checkpoint let go.
    package func finish() throws(RunFlaw) {
        let settled = checkpoint?.at.number ?? 0
        if lastMissing > settled { throw .verdictBeforeDemand(lastMissing) }
        if firstDemand > settled &+ 1 { throw .demandOrder(firstDemand, expected: settled &+ 1) }
        if firstVerdict > settled &+ 1 {
            throw .verdictOrder(firstVerdict, expected: settled &+ 1)
        }
    }

    private mutating func moveInput(to end: UInt64) throws(RunFlaw) {
        if end < inputEnd || inputHasEnded { throw .offset(end, before: inputEnd) }
        inputEnd = end
    }

    private mutating func keep(_ bytes: Int) throws(RunFlaw) {
        keptBytes += bytes
        if keptBytes > Self.keptBytesMax { throw .tooMuchKept(bytes: Self.keptBytesMax) }
    }
}

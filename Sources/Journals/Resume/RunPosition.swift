import Voting

/// Where a run stood, from its journal: what goes on from here, and what is settled.
///
/// A demand with a verdict is settled: its answer is the recorded one and no other. One without is
/// asked again. Its answer may have left already when answers do not wait for their verdict's
/// record: from a file that shows (`takeOutput`), from a pipe it cannot be known.
///
/// The output is held against the records: `cut` is where it stops being what they say, because a
/// line is torn, was never written, or is another one. From there on it is written anew.
package struct RunPosition {
    /// A demand that was recorded and not decided.
    package struct Undecided: Equatable, Sendable {
        package let number: UInt64
        package let demand: [UInt8]
    }

    /// 0 when there is none; those that were answered without having been recorded count.
    package internal(set) var lastDemand: UInt64 = 0
    package internal(set) var lastVerdict: UInt64 = 0
    /// Bytes of the input that need not be read again.
    package internal(set) var inputEnd: UInt64 = 0
    package internal(set) var inputHasEnded = false
    /// Bytes of the output up to the last answer that is recorded.
    package internal(set) var outputEnd: UInt64 = 0
    /// Bytes of it that had surely left; more may have.
    package private(set) var written: UInt64 = 0
    package internal(set) var checkpoint: (at: JournalEntry.Checkpoint, state: [UInt8])?
    /// The output's bytes that are as recorded, and the first demand whose answer is not in them.
    package internal(set) var cut: UInt64 = 0
    package internal(set) var firstUnwritten: UInt64 = 1
    /// Demands whose answers were withheld, in order.
    package private(set) var withheld: [ClosedRange<UInt64>] = []

    /// Bytes of demands and states that are kept at most.
    package static let keptBytesMax = 256 << 20
    /// How far back answers can be withheld: no voter has more demands open at once.
    static let withheldMax: UInt64 = 1024

    let output: UnsafeRawBufferPointer?
    var open: [Undecided] = []
    /// Those of `open` before it are decided.
    var openFirst = 0
    private var keptBytes = 0
    /// The journal's first records are gone, by a checkpoint.
    private var isShortened = false
    private var isFirst = true
    private var firstRecord: UInt64 = 0
    /// The first that is in the journal, and the last verdict on one that is not.
    private var firstDemand: UInt64 = 0
    private var lastMissing: UInt64 = 0
    /// The last demand of which there is no record at all.
    private var lastGap: UInt64 = 0
    private var firstVerdict: UInt64 = 0
    /// Where the latest lines begin in the output, by number.
    private var starts = [UInt64](repeating: 0, count: Int(withheldMax))

    /// - Parameter output: the output file's bytes as they are now; nil when the output is none.
    package init(output: UnsafeRawBufferPointer?) { self.output = output }

    /// Asked again, in this order.
    package var undecided: ArraySlice<Undecided> { open[openFirst...] }

    /// Takes the records of a scan, in their order.
    package mutating func take(_ record: JournalRecord) throws(RunFlaw) {
        if isFirst { (isShortened, firstRecord) = (record.sequence > 1, record.sequence) }
        isFirst = false
        switch record.entry {
        case .demand(let number, let inputEnd, let text):
            try takeDemand(number, inputEnd, text)
        case .verdict(let number, _, let outputEnd, let written, let text):
            if written > outputEnd { throw .offset(outputEnd, before: written) }
            self.written = max(self.written, written)
            try takeVerdict(number, outputEnd, text)
        case .withheld(let numbers, let inputEnd, let outputEnd):
            try takeWithheld(numbers, inputEnd, outputEnd)
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
        let isUnknown = firstDemand == 0 && isShortened
        guard isUnknown && number > lastDemand || number == lastDemand &+ 1 else {
            throw .demandOrder(number, expected: lastDemand &+ 1)
        }
        if number <= lastVerdict { throw .verdictBeforeDemand(number) }
        try moveInput(to: end)
        if firstDemand == 0 { firstDemand = number }
        noteGap(before: number)
        lastDemand = number
        try keep(text.count)
        open.append(Undecided(number: number, demand: Array(text)))
    }

    private mutating func takeVerdict(
        _ number: UInt64, _ end: UInt64, _ line: UnsafeRawBufferPointer
    ) throws(RunFlaw) {
        let isUnknown = lastVerdict == 0 && isShortened
        guard isUnknown || number == lastVerdict &+ 1 else {
            throw .verdictOrder(number, expected: lastVerdict &+ 1)
        }
        if undecided.first?.number == number {
            settleFirst()
        } else if isShortened && (firstDemand == 0 || number < firstDemand) {
            lastMissing = number
        } else {
            throw .verdictBeforeDemand(number)
        }
        let bytes = UInt64(line.count) &+ 1
        if end < outputEnd || end < bytes { throw .offset(end, before: outputEnd) }
        let start = end - bytes
        if firstVerdict == 0 {
            firstVerdict = number
            if isUnknown { try beginOutput(at: start, with: number) }
        }
        starts[Int(number % Self.withheldMax)] = start
        lastVerdict = number
        outputEnd = end
        if firstUnwritten == number, isInOutput(line, at: start) {
            (cut, firstUnwritten) = (end, number + 1)
        }
    }

    private func isInOutput(_ line: UnsafeRawBufferPointer, at start: UInt64) -> Bool {
        guard let output, start == cut, start + UInt64(line.count) < UInt64(output.count) else {
            return false
        }
        let place = UnsafeRawBufferPointer(rebasing: output[Int(start)..<Int(start) + line.count])
        return place.elementsEqual(line) && output[Int(start) + line.count] == UInt8(ascii: "\n")
    }

    private mutating func takeWithheld(
        _ numbers: ClosedRange<UInt64>, _ inputEnd: UInt64, _ outputEnd: UInt64
    ) throws(RunFlaw) {
        let (first, last) = (numbers.lowerBound, numbers.upperBound)
        let isUnknown = lastVerdict == 0 && isShortened
        guard isUnknown || first <= lastVerdict &+ 1, last >= lastVerdict,
            first &+ Self.withheldMax > lastVerdict
        else { throw .verdictOrder(first, expected: lastVerdict &+ 1) }
        if let open = undecided.first, open.number < first { throw .verdictBeforeDemand(first) }
        while let open = undecided.first, open.number <= last { settleFirst() }
        // Each demand that was never recorded is a byte of the input at least.
        if last > lastDemand, last - lastDemand > max(inputEnd, self.inputEnd) - self.inputEnd {
            throw .demandOrder(last, expected: lastDemand &+ 1)
        }
        let start = first <= lastVerdict ? starts[Int(first % Self.withheldMax)] : self.outputEnd
        if outputEnd < start { throw .offset(outputEnd, before: start) }
        try moveInput(to: max(inputEnd, self.inputEnd))
        noteGap(before: first)
        (lastDemand, lastVerdict) = (max(lastDemand, last), last)
        if firstDemand == 0 && !isShortened { firstDemand = first }
        if firstVerdict == 0 { firstVerdict = first }
        self.outputEnd = outputEnd
        withheld.append(numbers)
        // Where those begin whose records are gone is not known, but that they have left is.
        if isUnknown || first < firstVerdict {
            try beginOutput(at: outputEnd, with: last + 1)
        } else if firstUnwritten >= first {
            (cut, firstUnwritten) = (start, first)
            if isInOutput(lines: last - first + 1, start..<outputEnd) {
                (cut, firstUnwritten) = (outputEnd, last + 1)
            }
        }
    }

    /// Their text is not recorded; so many lines of that length are they.
    private func isInOutput(lines: UInt64, _ place: Range<UInt64>) -> Bool {
        guard let output, place.upperBound <= UInt64(output.count), !place.isEmpty else {
            return false
        }
        let bytes = output[Int(place.lowerBound)..<Int(place.upperBound)]
        let feeds = bytes.reduce(into: 0 as UInt64) { $0 += $1 == UInt8(ascii: "\n") ? 1 : 0 }
        return feeds == lines && bytes.last == UInt8(ascii: "\n")
    }

    mutating func settleFirst() {
        keptBytes -= open[openFirst].demand.count
        openFirst += 1
        if openFirst > 64 && 2 * openFirst > open.count {
            open.removeFirst(openFirst)
            openFirst = 0
        }
    }

    private mutating func takeCheckpoint(
        _ at: JournalEntry.Checkpoint, _ state: UnsafeRawBufferPointer
    ) throws(RunFlaw) {
        // What it needs was let go by a later one.
        if isShortened && at.keepFrom < firstRecord { return }
        let isUnknown = lastVerdict == 0 && isShortened
        if at.number > lastVerdict && !isUnknown { throw .checkpointAhead(at.number) }
        if isUnknown {
            lastVerdict = at.number
            outputEnd = max(outputEnd, at.outputEnd)
            try beginOutput(at: at.outputEnd, with: at.number + 1)
        }
        // Also of demands that nothing else is recorded of any more.
        if at.number >= lastDemand { inputEnd = max(inputEnd, at.inputEnd) }
        lastDemand = max(lastDemand, at.number)
        written = max(written, at.outputEnd)
        keptBytes -= checkpoint?.state.count ?? 0
        try keep(state.count)
        checkpoint = (at, Array(state))
    }

    /// Lines before the first that is known are not in the journal any more: they are in the
    /// output, or nowhere.
    private mutating func beginOutput(at start: UInt64, with number: UInt64) throws(RunFlaw) {
        if let output, start > output.count {
            throw .outputTooShort(bytes: UInt64(output.count), needed: start)
        }
        (cut, firstUnwritten) = (output == nil ? 0 : start, number)
    }

    /// All records were taken: what is missing must be what a checkpoint let go.
    package func finish() throws(RunFlaw) {
        let settled = checkpoint?.at.number ?? 0
        if lastMissing > settled { throw .verdictBeforeDemand(lastMissing) }
        if lastGap > settled { throw .demandOrder(lastGap + 1, expected: settled &+ 1) }
        if firstVerdict > settled &+ 1 {
            throw .verdictOrder(firstVerdict, expected: settled &+ 1)
        }
    }

    /// Demands between the last one and this are not in the journal.
    private mutating func noteGap(before number: UInt64) {
        if number > lastDemand + 1 { lastGap = number - 1 }
    }

    private mutating func moveInput(to end: UInt64) throws(RunFlaw) {
        if end < inputEnd || inputHasEnded && end > inputEnd {
            throw .offset(end, before: inputEnd)
        }
        inputEnd = end
    }

    private mutating func keep(_ bytes: Int) throws(RunFlaw) {
        keptBytes += bytes
        if keptBytes > Self.keptBytesMax { throw .tooMuchKept(bytes: Self.keptBytesMax) }
    }
}

import CLinux
import Glibc
import Journals
import Voting
import Wiring

/// Makes the `PastText` of a run that goes on, of its settled demands one after the other.
package struct PastWriter {
    private let plan: VoterPlan
    private let needs: VoterPlan.Past
    /// Demands up to it need not be told, and its records may be the first ones.
    private let checkpoint: JournalEntry.Checkpoint?
    private let firstUnwritten: UInt64
    /// Bytes that had surely left for an output that is no file.
    private let written: UInt64?
    private var bytes: [UInt8] = []
    private var unsent: [UInt8] = []
    package private(set) var firstUnsent: UInt64 = 0
    package private(set) var unsentCount = 0
    var unsentBytes: UInt64 { UInt64(unsent.count) }
    private let file: Int32
    private var historyBytes = 0
    /// Of the output, behind the last line.
    private var end: UInt64 = 0
    private var hasFailed: Bool

    package init(
        plan: VoterPlan, checkpoint: (at: JournalEntry.Checkpoint, state: [UInt8])?,
        firstUnwritten: UInt64, written: UInt64?
    ) {
        self.plan = plan
        needs = plan.needsPast
        self.checkpoint = checkpoint?.at
        if let checkpoint {
            bytes = PastText.encode(checkpoint: checkpoint.state, after: checkpoint.at.number)
        }
        self.firstUnwritten = firstUnwritten
        self.written = written
        file = thrice_memory_descriptor("thrice-past", 0)
        hasFailed = file < 0
    }

    package mutating func add(_ settled: SettledDemands.Settled) {
        let line = settled.line ?? restrictiveLine(settled)
        let isBehind = settled.number > checkpoint?.number ?? 0
        if isBehind { end = max(end, checkpoint?.outputEnd ?? 0) }
        let start = settled.line == nil ? end : settled.outputEnd - UInt64(line.count) - 1
        end = start + UInt64(line.count) + 1
        let isUnsent = written.map { end > $0 } ?? (settled.number >= firstUnwritten)
        if isUnsent {
            if unsentCount == 0 { firstUnsent = settled.number }
            unsentCount += 1
            // Of a line that has left in part, the rest.
            unsent += (line + [0x0A]).dropFirst(Int(max(written ?? 0, start) - start))
        }
        if isBehind { remember(settled.demand, settled.verdict, line) }
    }

    /// An answer that is in the output already, while its verdict is not recorded.
    mutating func add(_ left: RunPosition.Left) -> LeftVerdict {
        let isRestrictive = plan.answer(inLine: left.line) == plan.restrictive
        let verdict: RecordedVerdict = isRestrictive ? .restrictive : .agreed
        remember(left.demand, verdict, left.line)
        return LeftVerdict(
            number: left.number, verdict: verdict, outputEnd: left.outputEnd, line: left.line)
    }

    private mutating func remember(
        _ demand: [UInt8]?, _ verdict: RecordedVerdict, _ line: [UInt8]
    ) {
        switch needs {
        case .nothing: return
        case .everything: break
        case .verdicts where !plan.hasFeedback:
            bytes += PastText.encode(demand: nil, verdict: verdict, answer: [])
            return flushIfLong()
        case .verdicts: break
        case .last: bytes.removeAll(keepingCapacity: true)
        }
        let isWhole = needs == .everything
        if isWhole { historyBytes += (demand?.count ?? 0) + FrameHeader.byteCount + 1 }
        bytes += PastText.encode(
            demand: isWhole ? demand : nil, verdict: verdict, answer: plan.answer(inLine: line))
        flushIfLong()
    }

    private mutating func flushIfLong() {
        if needs != .last && bytes.count > 1 << 20 { flush() }
    }

    private mutating func flush() {
        if !hasFailed && !writeAll(file, bytes) { hasFailed = true }
        bytes.removeAll(keepingCapacity: true)
    }

    /// - Returns: a descriptor of the text, at its beginning.
    package mutating func finish(askedAgain: [[UInt8]]) throws(ResumptionError) -> Int32 {
        guard historyBytes <= plan.historyBytesMax || !plan.isStateful else {
            close(file)
            throw .historyTooLong(bytes: historyBytes, most: plan.historyBytesMax)
        }
        bytes += PastText.encode(askedAgain: askedAgain, unsent: unsent)
        flush()
        guard !hasFailed, lseek(file, 0, SEEK_SET) == 0 else {
            let number = errno
            if file >= 0 { close(file) }
            throw .memory(error: number)
        }
        return file
    }

    /// A verdict record that is out of date: the gate takes it for nothing else.
    private func restrictiveLine(_ settled: SettledDemands.Settled) -> [UInt8] {
        if plan.output == .answers { return plan.restrictive }
        let room = plan.restrictive.count + VerdictRecord.overheadBytesMax
        return [UInt8](unsafeUninitializedCapacity: room) { line, count in
            count =
                plan.restrictive.withUnsafeBytes { answer in
                    Array((settled.demand ?? []).dropFirst(plan.stamp.byteCount)).withUnsafeBytes {
                        demand in
                        VerdictRecord.encode(
                            sequence: settled.number, digest: VerdictDigest.of(demand),
                            kind: .restrictive, expires: 0, answer: answer,
                            into: UnsafeMutableRawBufferPointer(line))
                    }
                } - 1
        }
    }
}

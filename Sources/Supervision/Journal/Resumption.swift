import CLinux
import Glibc
import Journals
import Voting
import Wiring

/// What a run that goes on begins with: read from its journal, held against its output, which is
/// cut where it stops being what the journal says.
package struct Resumption {
    package let start: RunStart
    /// The last record of the journal.
    let lastRecord: UInt64
    /// No demand comes any more but those that are asked again.
    let inputHasEnded: Bool
    /// Demands that were recorded and not decided.
    package let askedAgain: Int
    /// The first answer that is written again, and how many are.
    package let firstWrittenAgain: UInt64
    package let writtenAgain: Int
    /// Bytes of the output that have left, and that are not written again.
    let sent: UInt64
    /// `PastText`, behind a descriptor.
    let past: Int32
    /// Answers that are in the output while the records of their verdicts were lost.
    let left: [LeftVerdict]
    /// It shows itself what has left.
    package let isOutputFile: Bool

    /// There is nothing left to do.
    package var isOver: Bool { inputHasEnded && askedAgain == 0 && writtenAgain == 0 }

    /// Reads the journal twice. Waits some seconds for a journaler that is still writing what a
    /// killed run had handed to it.
    ///
    /// - Parameter written: of an output that is no file, its bytes that have left, where that is
    ///   known better than by the journal.
    package init(
        _ plan: RunPlan, _ journal: JournalPlan, written: UInt64? = nil
    ) throws(ResumptionError) {
        let folder = try Self.mapping { () throws(JournalError) in
            try JournalFolder(path: journal.folder, layout: journal.layout, patience: 5000)
        }
        let output = try OutputText(path: plan.outputPath)
        defer { output.unmap() }
        isOutputFile = output.bytes != nil
        let read = try Self.mapping { () throws(JournalError) in
            try folder.position(run: journal.run, output: output.bytes)
        }
        var position = read.position
        let isBuffered = plan.voter.durability == .buffered
        let answered = isBuffered ? position.takeOutput() : []
        var text = PastWriter(
            plan: plan.voter, checkpoint: plan.voter.checkpoint == nil ? nil : position.checkpoint,
            firstUnwritten: position.firstUnwritten,
            written: output.bytes == nil ? written ?? position.written : nil)
        var settled = SettledDemands(position)
        _ = try Self.mapping { () throws(JournalError) in
            try folder.scan(run: journal.run) { record in
                settled.take(record) { text.add($0) }
            }
        }
        left = answered.map { text.add($0) }
        askedAgain = position.undecided.count
        past = try text.finish(askedAgain: position.undecided.map(\.demand))
        // Only now: nothing can refuse any more.
        try output.cut(at: position.cut, keepingIn: plan.folder.path)
        (firstWrittenAgain, writtenAgain) = (text.firstUnsent, text.unsentCount)
        inputHasEnded = position.inputHasEnded
        lastRecord = read.end.last
        var start = RunStart()
        (start.settled, start.recorded) = (position.lastVerdict, position.lastDemand)
        (start.inputEnd, start.outputEnd) = (position.inputEnd, position.outputEnd)
        sent = start.outputEnd - min(start.outputEnd, text.unsentBytes)
        self.start = start
    }

    /// Whether the journal has all that has left for an output that is no file: what it does not
    /// have would be asked, and answered, once more.
    ///
    /// - Parameter written: the bytes that have left; nil where that is not known.
    func accounts(for written: UInt64?) -> Bool {
        isOutputFile || written.map { $0 <= start.outputEnd } ?? false
    }

    private static func mapping<Result>(
        _ body: () throws(JournalError) -> Result
    ) throws(ResumptionError) -> Result {
        do throws(JournalError) { return try body() } catch { throw .journal(error) }
    }
}

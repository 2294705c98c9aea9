import Ensembles
import Foundation
import Journals
import Supervision
import Voting

extension EnsembleRun {
    /// What the run's folder has of a journal.
    static let journalName = "journal"

    /// The journal of a run, whose id is new or that of the run that goes on; nil without one.
    func journalPlan(
        of plan: VoterPlan, folder: RunFolder, id: RunID
    ) throws -> JournalPlan? {
        let journal = ensemble.journal
        guard journal.durability != .none else { return nil }
        let path = SiblingExecutable.path("thrice-journaler")
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw ThriceError(
                .toolMissing, "cannot journal: no such file '\(path)'", hint: "make build")
        }
        guard
            let layout = JournalLayout(
                segmentBytes: journal.segmentBytes, payloadBytesMax: plan.recordBytesMax)
        else {
            throw ThriceError(
                .badData,
                "cannot journal: a record may have \(plan.recordBytesMax) bytes, and must have at "
                    + "most 16 MiB and fit in a segment of \(journal.segmentBytes)",
                hint: "a smaller answerBytesMax or demandBytesMax, or a larger journal.segment")
        }
        var result = JournalPlan(
            folder: "\(folder.path)/\(Self.journalName)", run: id,
            durability: journal.durability, layout: layout, ringBytes: journal.ringBytes,
            journalerPath: path)
        result.failure = journal.failure == .stop ? .stop : .restrictive
        return result
    }

    /// What the voter is told of the journal.
    func tell(_ plan: inout VoterPlan) throws {
        let journal = ensemble.journal
        plan.durability = journal.durability
        plan.stalledNanoseconds = journal.stalledNanoseconds ?? plan.deadlineNanoseconds
        guard journal.durability != .none else { return }
        plan.ringBytes = journal.ringBytes
        let front = 64
        let longest = max(
            plan.demandBytesMax + front, plan.answerBytesMax + VerdictRecord.overheadBytesMax,
            CheckpointText.byteCountMax(plan))
        plan.recordBytesMax = (longest + front + 7) & ~7
        let needed =
            plan.recordBytesMax * 2
            + plan.window
            * (plan.restrictive.count + VerdictRecord.overheadBytesMax + JournalRoom.overheadBytes)
        guard needed <= plan.ringBytes else {
            throw ThriceError(
                .badData,
                "cannot journal: journal.ring has \(plan.ringBytes) bytes, and this ensemble's "
                    + "demands and answers need \(needed)",
                hint: "a larger journal.ring, or a smaller answerBytesMax or demandBytesMax")
        }
    }

    /// In the run's first lines; nil for what everybody has.
    var journalWords: String? {
        switch ensemble.journal.durability {
        case .none: nil
        case .synced: "journal: synced, no answer leaves before its record is on the disk"
        case .buffered: "journal: buffered, records survive our processes, not the machine"
        }
    }

    static func newRunID() -> RunID {
        RunID(high: .random(in: 1 ... .max), low: .random(in: 0 ... .max))
    }
}

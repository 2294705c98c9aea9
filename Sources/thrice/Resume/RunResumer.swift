import ArgumentParser
import Foundation
import Supervision

/// Goes on with a run that was ended, as `run.json` in its folder says that it was started.
struct RunResumer {
    /// The present command, of which only what is said about telling counts.
    let command: Run
    let folder: String

    func run() throws {
        let current = FileManager.default.currentDirectoryPath
        let begun = try BegunRun(folder: folder, to: "go on")
        let record = begun.record
        var first = begun.first
        first.quiet = command.quiet
        first.verbose = command.verbose
        first.summary = command.summary.map { $0.hasPrefix("/") ? $0 : "\(current)/\($0)" }
        first.output = record.output
        try StandardDescriptors.check(readsInput: first.demands == "-")
        let ensemble = try first.options.load(first.ensemble)
        try first.options.generateWhatIsMissing(ensemble)
        let run = try begun.ensembleRun(of: ensemble)
        let plan = try first.makePlan(
            run, try mapping { try RunFolder(path: begun.folder) }, id: begun.id)
        try check(record, against: plan)
        guard let journal = plan.journal else {
            throw ThriceError(.badData, "cannot go on: the ensemble has no durability any more")
        }
        let resumption: Resumption
        do { resumption = try Resumption(plan, journal) } catch {
            throw ThriceError(.badData, "cannot go on: \(error.message)")
        }
        try first.execute(run, plan, resuming: resumption)
    }

    /// Another vote, or a journal that was written otherwise, is another run.
    private func check(_ record: RunRecord, against plan: RunPlan) throws {
        guard record.voteCheck == RunRecord.check(of: plan.voter),
            record.durability == plan.voter.durability.rawValue,
            record.segmentBytes == plan.journal?.layout.segmentBytes,
            record.recordBytesMax == plan.journal?.layout.payloadBytesMax
        else {
            throw ThriceError(
                .badData,
                "cannot go on: the ensemble is voted on otherwise than when the run began",
                hint: "undo what was changed in thrice.yaml or its machines, or begin a new run")
        }
    }
}

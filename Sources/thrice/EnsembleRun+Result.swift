import Ensembles
import Foundation
import Reporting
import Supervision

extension EnsembleRun {
    func summary(of outcome: RunOutcome, folder: RunFolder) -> RunSummary {
        var summary = RunSummary(
            program: ensemble.program, seed: seed, names: ensemble.allReplicas.map(\.name),
            shadows: ensemble.shadows.count, tally: outcome.tally, seconds: outcome.seconds)
        summary.ending = Self.words(outcome.ending)
        summary.agree = ensemble.vote.agree
        summary.threshold = ensemble.thresholdName
        summary.supervisorsLost = outcome.supervisorsLost
        summary.journalersLost = outcome.journalersLost
        summary.lifeless = RunSummary.Lifeless(
            voter: outcome.lifeless[.voter] ?? 0, supervisor: outcome.lifeless[.supervisor] ?? 0,
            journaler: outcome.lifeless[.journaler] ?? 0)
        summary.runFolder = folder.path
        summary.unrecorded = outcome.tally.unrecorded
        summary.resumptions = outcome.resumptions
        summary.hasUnwrittenRecords = outcome.hasUnwrittenRecords
        summary.seats = SeatList.read("\(folder.path)/\(SeatList.fileName)").seats.map {
            RunSummary.Seat(
                replica: $0.replica, occupant: $0.occupant, seed: $0.seed, program: $0.program)
        }
        summary.stampSeed = stamp.hasRandom ? stamp.seed : nil
        return summary
    }

    private static func words(_ ending: RunOutcome.Ending) -> String {
        switch ending {
        case .finished: "finished"
        case .stopped: "stopped"
        case .outputFailed: "outputFailed"
        case .inputFailed: "inputFailed"
        case .journalFailed: "journalFailed"
        case .cannotStart: "cannotStart"
        case .voterDied: "voterDied"
        }
    }

    /// Into the run folder, and to the file that was asked for.
    func write(_ summary: RunSummary, to path: String?, folder: RunFolder) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        let text = String(decoding: try encoder.encode(summary), as: UTF8.self) + "\n"
        try mapping { try folder.replace("summary.json", with: text) }
        guard let path else { return }
        do {
            try text.write(toFile: path, atomically: false, encoding: .utf8)
        } catch {
            throw ThriceError(
                .cannotCreate, "cannot write '\(path)': \(errorText(errno))")
        }
    }

    /// Ends the process with what the run came to.
    ///
    /// - Parameter isResumed: its demands may all have been answered before.
    func check(_ outcome: RunOutcome, isResumed: Bool = false) throws {
        switch outcome.ending {
        case .finished: break
        case .stopped(let signal):
            throw Silent(status: signal == SIGINT ? .interrupted : .terminated)
        case .outputFailed:
            throw ThriceError(
                .inputOutput, "cannot write an answer: standard output is closed or full")
        case .inputFailed:
            throw ThriceError(.inputOutput, "cannot read the demands")
        case .journalFailed:
            throw ThriceError(
                .inputOutput, "the journal cannot be written, and 'journal.failure' says stop",
                hint: "make room, then thrice run --resume")
        case .cannotStart(let replica, let cause):
            throw ThriceError(
                .missingInput, "cannot start replica '\(replica)': \(cause)",
                hint: ensemble.generatedReplicas.contains { $0.name == replica }
                    ? "run 'thrice generate \(ensemble.folder)'" : nil)
        case .voterDied(let exit):
            let cause =
                outcome.voterLifelessness.map { "no sign of life \($0.text)" } ?? exit.text
            throw ThriceError(
                .ourBug,
                "the voter died (\(cause)) after \(outcome.tally.demands) demands: no answer "
                    + "goes out any more, and silence is restrictive")
        }
        if outcome.tally.demands == 0 && !isResumed {
            throw ThriceError(.missingInput, "cannot vote: there was no demand")
        }
        if outcome.tally.restrictive > 0 { throw Silent(status: .restrictive) }
    }
}

/// An exit status of which everything has been said already.
struct Silent: Error {
    let status: ExitStatus
}

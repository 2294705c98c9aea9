import ArgumentParser
import Ensembles
import Foundation
import Journals

/// A run as `run.json` in its folder says that it was begun.
struct BegunRun {
    /// Absolute.
    let folder: String
    let record: RunRecord
    /// The command that began it, whose paths are relative to where that was.
    var first: Run
    let id: RunID

    /// Reads it, and goes to the folder in which the run was begun.
    ///
    /// - Parameter purpose: for messages, as in `cannot go on`.
    init(folder: String, to purpose: String) throws {
        let absolute = URL(fileURLWithPath: folder).standardizedFileURL.path
        self.folder = absolute
        record = try RunRecord.read(from: absolute, to: purpose)
        guard FileManager.default.changeCurrentDirectoryPath(record.workingDirectory) else {
            throw ThriceError(
                .missingInput,
                "cannot \(purpose): the run's working directory '\(record.workingDirectory)' is "
                    + "gone")
        }
        let damaged = ThriceError(
            .badData, "cannot \(purpose): '\(absolute)/\(RunRecord.fileName)' is damaged")
        guard let first = try? Run.parseAsRoot(record.arguments) as? Run,
            let id = RunID(text: record.id)
        else { throw damaged }
        self.first = first
        self.id = id
    }

    func ensembleRun(of ensemble: Ensemble) throws -> EnsembleRun {
        EnsembleRun(
            ensemble: ensemble, seed: first.options.seed(of: ensemble),
            stamp: try EnsembleRun.stamp(ensemble, seed: record.stampSeed))
    }
}

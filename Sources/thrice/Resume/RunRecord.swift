import Foundation
import Supervision
import Voting
import Wiring

/// `run.json` of a run folder: how the run was started, so that `--resume` does the same again.
struct RunRecord: Codable, Equatable {
    static let schemaVersion = 1
    static let fileName = "run.json"

    var schemaVersion = Self.schemaVersion
    /// Of the journal; 32 hexadecimal digits.
    var id: String
    /// Words behind `thrice run`.
    var arguments: [String]
    var workingDirectory: String
    /// Absolute path of the file that answers go to; nil is standard output.
    var output: String?
    /// Of the random bits in the stamps, where there are any.
    var stampSeed: UInt64?
    var durability: String
    var segmentBytes: Int
    var recordBytesMax: Int
    /// Check over all that the voter is told of the ensemble: another vote is another run.
    var voteCheck: String

    /// Of a plan as it is before a run begins.
    static func check(of plan: VoterPlan) -> String {
        var plan = plan
        // It is read anew whenever a run begins.
        plan.stamp.epochNanoseconds = 0
        let text = PlanText.encode(plan)
        return String(text.withUnsafeBytes { VerdictDigest.of($0) }, radix: 16)
    }

    func write(to folder: RunFolder) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let text = String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
        try mapping { try folder.replace(Self.fileName, with: text, isDurable: true) }
    }

    /// - Parameter purpose: for messages, as in `cannot go on`.
    static func read(from folder: String, to purpose: String) throws -> RunRecord {
        let path = "\(folder)/\(fileName)"
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ThriceError(
                .missingInput, "cannot \(purpose): there is no '\(path)'",
                hint: "only a run with --durability synced or buffered has a journal")
        }
        do {
            let record = try JSONDecoder().decode(RunRecord.self, from: data)
            if record.schemaVersion == schemaVersion { return record }
            throw ThriceError(
                .badData,
                "cannot \(purpose): '\(path)' has schema \(record.schemaVersion), not "
                    + "\(schemaVersion)", hint: "use the version of thrice that wrote it")
        } catch let error as DecodingError {
            throw ThriceError(.badData, "cannot read '\(path)': \(error.place(in: data))")
        }
    }
}

import Foundation
import Recordings
import Reporting

/// A vote's result for scripts: the summary of a run, and with `--explain` the explanations.
struct VoteReport: Encodable {
    private let summary: RunSummary
    private let explanations: [ExplanationRecord]?

    init(
        _ summary: RunSummary, _ explanations: [ExplanationRecord] = [], isExplained: Bool = false
    ) {
        self.summary = summary
        self.explanations = isExplained ? explanations : nil
    }

    private enum CodingKeys: String, CodingKey {
        case explanations
    }

    func encode(to encoder: any Encoder) throws {
        try summary.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(explanations, forKey: .explanations)
    }

    private func text() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }

    func put() throws {
        let text = try text()
        try VoteOptions.mapping { () throws(RecordingError) in try StandardOutput.put(text) }
    }

    func write(to path: String) throws {
        do {
            try text().write(toFile: path, atomically: false, encoding: .utf8)
        } catch {
            throw ThriceError(
                .cannotCreate, "cannot write '\(path)': \(error.localizedDescription)")
        }
    }
}

import Foundation

/// What the voter of an ensemble that ran said of one demand.
package struct LiveVerdict: Equatable, Sendable {
    package struct Ballot: Equatable, Sendable {
        /// As in `events.jsonl`.
        package var word: String
        package var isSupporter: Bool

        package init(_ word: String, isSupporter: Bool = false) {
            (self.word, self.isSupporter) = (word, isSupporter)
        }
    }

    /// The consumer's lines while it was the last demand given.
    package var lines: [[UInt8]]
    /// By name.
    package var ballots: [String: Ballot]
    /// Those that answered after their deadline.
    package var late: Set<String>

    package init(lines: [[UInt8]], ballots: [String: Ballot], late: Set<String> = []) {
        (self.lines, self.ballots, self.late) = (lines, ballots, late)
    }

    /// - Parameters:
    ///   - number: of the demand, from 1.
    ///   - folder: of the run. What is not in its `events.jsonl` was unanimous.
    init(lines: [[UInt8]], demand number: UInt64, folder: String, replicas: [String]) {
        self.lines = lines
        late = LiveSummary.late(ofRun: folder + "/summary.json")
        let all = replicas.map { ($0, Ballot("answered", isSupporter: true)) }
        ballots = Dictionary(uniqueKeysWithValues: all)
        let data = FileManager.default.contents(atPath: folder + "/events.jsonl") ?? Data()
        for line in data.split(separator: 0x0A) {
            guard let event = (try? JSONSerialization.jsonObject(with: line)) as? [String: Any],
                event["event"] as? String == "verdict",
                (event["demand"] as? NSNumber)?.uint64Value == number,
                let words = event["ballots"] as? [String: String]
            else { continue }
            let explanation = event["explanation"] as? [String: Any]
            let supporters = explanation?["supporters"] as? [String] ?? []
            for name in replicas {
                ballots[name] = Ballot(
                    words[name] ?? "absent", isSupporter: supporters.contains(name))
            }
        }
    }
}

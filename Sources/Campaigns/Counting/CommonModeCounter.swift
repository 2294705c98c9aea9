import Reporting
import Statistics

/// Counts who was wrong together where the same fault hit several replicas at once.
struct CommonModeCounter {
    private let file: ResultFile
    private let confidence: Double

    init(_ file: ResultFile, confidence: Double) {
        (self.file, self.confidence) = (file, confidence)
    }

    /// Trials that are alike: who was hit, and who said what wrong answer.
    private struct Group {
        var line: Int64
        var replicas: [String]
        /// By replica; nil where it was not wrong.
        var answers: [String: String?]
        var trials: Int
    }

    /// - Parameter titles: of the lines, by number; those that hit one replica are left out.
    func commonModes(_ titles: [Int64: String]) throws -> [CampaignFigures.CommonMode] {
        if titles.isEmpty { return [] }
        let groups = try groups(titles.keys.sorted())
        let sets = Dictionary(grouping: groups) { [String($0.line)] + $0.replicas }
        return sets.values.sorted {
            ($0[0].line, $0[0].replicas.joined(separator: " "))
                < ($1[0].line, $1[0].replicas.joined(separator: " "))
        }.compactMap { commonMode(titles[$0[0].line] ?? "", $0) }
    }

    /// A trial in which a fault was not in use in all of them is no common mode.
    private func groups(_ lines: [Int64]) throws -> [Group] {
        let excluded = ComponentOutcome.allCases.filter { !$0.isTried }
        return try file.rows(
            """
            SELECT line, replicas, said, COUNT(*) FROM (
                SELECT line, replicas, group_concat(replica || CASE outcome WHEN ? THEN
                    '=' || hex(answer) ELSE '' END, ' ') AS said
                FROM trial JOIN reply ON reply.trial = trial.id
                WHERE line IN (\(lines.map(String.init).joined(separator: ", ")))
                GROUP BY trial.id
                HAVING SUM(outcome IN (\(excluded.map { _ in "?" }.joined(separator: ", ")))) = 0)
            GROUP BY line, replicas, said
            """, [ComponentOutcome.wrongValue.rawValue] + excluded.map(\.rawValue)
        ).map { row in
            let said = (row[2] as String).split(separator: " ").map { word in
                let parts = word.split(
                    separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                return (String(parts[0]), parts.count > 1 ? String(parts[1]) : nil)
            }
            return Group(
                line: row[0],
                replicas: (row[1] as String).split(separator: " ").map(String.init).sorted(),
                answers: Dictionary(said) { first, _ in first }, trials: row[3])
        }
    }

    /// Only wrong answers are told; an empty one is a wrong answer like any other.
    private static let noHexadecimal = "right"

    private func commonMode(_ title: String, _ groups: [Group]) -> CampaignFigures.CommonMode? {
        let replicas = groups[0].replicas
        guard 2...WrongAnswers.replicasMax ~= replicas.count else { return nil }
        let trials = groups.lazy.flatMap { group in
            let answers = replicas.map { group.answers[$0] ?? nil }
            return repeatElement(
                WrongAnswers(answers, right: Self.noHexadecimal), count: group.trials)
        }
        guard let counted = CommonMode(replicas: replicas.count, trials: trials) else {
            return nil
        }
        let independence = counted.independence(confidence: confidence)
        let interval = counted.interval(of: counted.together, confidence: confidence)
        var figures = CampaignFigures.CommonMode(
            line: title, replicas: replicas, trials: UInt64(counted.trials),
            wrong: counted.wrongTrials.map(UInt64.init),
            together: CampaignFigures.Share(
                count: UInt64(counted.together), trials: UInt64(counted.trials),
                low: interval.low, high: interval.high),
            identical: UInt64(counted.identical),
            independent: CampaignFigures.Estimate(
                value: independence.rate, low: independence.interval.low,
                high: independence.interval.high))
        if let ratio = independence.ratio {
            figures.ratio = CampaignFigures.Ratio(
                to: "independence", value: ratio, low: independence.ratioInterval.low,
                high: independence.ratioInterval.high)
        }
        return figures
    }
}

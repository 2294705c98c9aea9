import Reporting
import Statistics

/// Counts who was wrong together where the same fault hit several replicas at once.
struct CommonModeCounter {
    private let file: ResultFile
    private let confidence: Double?

    /// - Parameter confidence: nil for no intervals.
    init(_ file: ResultFile, confidence: Double?) {
        (self.file, self.confidence) = (file, confidence)
    }

    /// Trials that are alike: who was hit at what demand, and who said what wrong answer.
    private struct Group {
        var line: Int64
        var demand: Int64
        var replicas: [String]
        /// By replica; nil where it was not wrong.
        var answers: [String: String?]
        var trials: Int

        func isWrong(_ replica: String) -> Bool {
            guard case .some(.some) = answers[replica] else { return false }
            return true
        }
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
            SELECT line, demand, replicas, said, COUNT(*) FROM (
                SELECT line, demand, replicas, group_concat(replica || CASE
                    WHEN outcome IN (?, ?) AND answer IS NOT NULL
                    THEN '=' || hex(answer) ELSE '' END, ' ') AS said
                FROM trial JOIN reply ON reply.trial = trial.id
                WHERE line IN (\(lines.map(String.init).joined(separator: ", ")))
                GROUP BY trial.id
                HAVING SUM(outcome IN (\(excluded.map { _ in "?" }.joined(separator: ", ")))) = 0)
            GROUP BY line, demand, replicas, said
            """,
            [ComponentOutcome.wrongValue, .duplicate].map(\.rawValue) + excluded.map(\.rawValue)
        ).map { row in
            let said = (row[3] as String).split(separator: " ").map { word in
                let parts = word.split(
                    separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                return (String(parts[0]), parts.count > 1 ? String(parts[1]) : nil)
            }
            return Group(
                line: row[0], demand: row[1],
                replicas: (row[2] as String).split(separator: " ").map(String.init).sorted(),
                answers: Dictionary(said) { first, _ in first }, trials: row[4])
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
        let confidence = self.confidence ?? 0.95
        let independence = counted.independence(
            confidence: confidence,
            designEffect: effect(
                groups, replicas, confidence: counted.confidence(ofEach: confidence)))
        let isExact = self.confidence == nil
        var figures = CampaignFigures.CommonMode(
            line: title, replicas: replicas, trials: UInt64(counted.trials),
            wrong: counted.wrongTrials.map(UInt64.init),
            together: CampaignFigures.Share(
                UInt64(counted.together), of: UInt64(counted.trials),
                confidence: self.confidence),
            identical: UInt64(counted.identical),
            independent: CampaignFigures.Estimate(
                value: independence.rate,
                low: isExact ? independence.rate : independence.interval.low,
                high: isExact ? independence.rate : independence.interval.high))
        if let ratio = independence.ratio {
            figures.ratio = CampaignFigures.Ratio(
                to: "independence", value: ratio,
                low: isExact ? ratio : independence.ratioInterval.low,
                high: isExact ? ratio : independence.ratioInterval.high)
        }
        return figures
    }

    /// How many trials do for one, as far as those of one demand resemble each other: of each
    /// replica's wrong answers and of those together, the most.
    private func effect(
        _ groups: [Group], _ replicas: [String], confidence: Double
    ) -> Double {
        let demands = Dictionary(grouping: groups, by: \.demand).sorted { $0.key < $1.key }
        func trialsForOne(_ isFailure: (Group) -> Bool) -> Double {
            let clusters = demands.map { _, groups in
                ClusteredBinomial.Cluster(
                    failures: groups.filter(isFailure).reduce(0) { $0 + $1.trials },
                    trials: groups.reduce(0) { $0 + $1.trials })
            }
            return ClusteredBinomial(clusters)?.trialsForOne(confidence: confidence) ?? 1
        }
        let together = trialsForOne { group in replicas.count { group.isWrong($0) } > 1 }
        return replicas.reduce(together) { most, replica in
            max(most, trialsForOne { $0.isWrong(replica) })
        }
    }
}

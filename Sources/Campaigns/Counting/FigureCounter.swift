import GRDB
import Reporting
import Statistics

/// Counts a campaign's results into the figures that reports say.
package struct FigureCounter {
    private let file: ResultFile
    private let facts: [String: String]

    package init(_ file: ResultFile) throws {
        self.file = file
        facts = try file.facts()
    }

    package func figures() throws -> CampaignFigures {
        let trials = try count("SELECT COUNT(*) FROM trial")
        var figures = CampaignFigures(
            name: facts["name"] ?? "", ensemble: facts["ensemble"] ?? "", seed: number("seed"),
            sampling: facts["sampling"] ?? "", points: number("points"),
            planned: number("planned"), trials: trials,
            confidence: Double(facts["confidence"] ?? "") ?? 0.95,
            replicas: (facts["replicas"] ?? "").split(separator: " ").map(String.init),
            demands: number("demands"), seconds: Double(facts["seconds"] ?? "") ?? 0)
        figures.components = try counts(
            "SELECT outcome, COUNT(*) FROM reply GROUP BY outcome", ComponentOutcome.names)
        figures.lines = try lines()
        figures.votes = try votes(points: figures.points, figures.confidence)
        figures.silentWrong = try wrongTrials()
        return figures
    }

    private func number(_ name: String) -> UInt64 { facts[name].flatMap { UInt64($0) } ?? 0 }

    private var voteNames: [String] {
        (facts["votes"] ?? "").split(separator: ",").map { $0.trimmingPrefix(" ") }.map(String.init)
    }

    private func count(_ sql: String) throws -> UInt64 {
        try file.rows(sql).first.map { UInt64($0[0] as Int64) } ?? 0
    }

    /// - Parameter names: the order of the outcomes.
    private func counts(
        _ sql: String, _ names: [String], _ arguments: [any DatabaseValueConvertible] = []
    ) throws -> [CampaignFigures.Count] {
        let rows = try file.rows(sql, arguments)
        let found = Dictionary(
            uniqueKeysWithValues: rows.map { ($0[0] as String, UInt64($0[1] as Int64)) })
        return names.compactMap { name in
            found[name].map { CampaignFigures.Count(outcome: name, count: $0) }
        }
    }

    private func lines() throws -> [CampaignFigures.Line] {
        let own = voteNames.first ?? ""
        return try file.rows(
            """
            SELECT line.id, model, settings, hits, points, COUNT(trial.id) FROM line
            LEFT JOIN trial ON trial.line = line.id GROUP BY line.id ORDER BY line.id
            """
        ).map { row in
            let id: Int64 = row[0]
            return CampaignFigures.Line(
                model: row[1], settings: row[2], hits: row[3], points: UInt64(row[4] as Int64),
                trials: UInt64(row[5] as Int64),
                components: try counts(
                    """
                    SELECT outcome, COUNT(*) FROM reply JOIN trial ON trial.id = reply.trial
                    WHERE trial.line = ? GROUP BY outcome
                    """, ComponentOutcome.names, [id]),
                outcomes: try counts(
                    """
                    SELECT outcome, COUNT(*) FROM verdict JOIN trial ON trial.id = verdict.trial
                    WHERE trial.line = ? AND vote = ? GROUP BY outcome
                    """, EnsembleOutcome.names, [id, own]))
        }
    }

    private func votes(points: UInt64, _ confidence: Double) throws -> [CampaignFigures.Vote] {
        let counted = try voteNames.compactMap { name in
            ClusteredBinomial(try clusters(of: name)).map { (name: name, trials: $0) }
        }
        func failures(_ trials: ClusteredBinomial) -> FailureCount {
            FailureCount(
                weight: Double(points), failures: trials.failures, trials: trials.trials)
        }
        let alone = counted.first { $0.name == Self.alone }.map { failures($0.trials) }
        return try counted.map { name, trials in
            let wilson = Wilson.interval(
                trials.failures, of: trials.trials, confidence: confidence)
            var vote = CampaignFigures.Vote(
                vote: name,
                outcomes: try counts(
                    "SELECT outcome, COUNT(*) FROM verdict WHERE vote = ? GROUP BY outcome",
                    EnsembleOutcome.names, [name]),
                wrong: CampaignFigures.Share(
                    count: UInt64(trials.failures), trials: UInt64(trials.trials),
                    low: wilson.low, high: wilson.high),
                bound: trials.upperBounds(confidence: confidence).overTrials,
                failures: failures(trials).value)
            if name != Self.alone { vote.ratio = ratio(failures(trials), to: alone, confidence) }
            return vote
        }
    }

    private static let alone = VoteSize.alone.description

    private func ratio(
        _ failures: FailureCount, to alone: FailureCount?, _ confidence: Double
    ) -> CampaignFigures.Ratio? {
        guard let alone, let ratio = FailureRatio(of: failures, to: alone) else { return nil }
        let interval = ratio.interval(confidence: confidence)
        return CampaignFigures.Ratio(
            to: Self.alone, value: ratio.value, low: interval.low, high: interval.high)
    }

    /// Trials at one demand are alike.
    private func clusters(of vote: String) throws -> [ClusteredBinomial.Cluster] {
        try file.rows(
            """
            SELECT SUM(outcome = ?), COUNT(*) FROM verdict JOIN trial ON trial.id = verdict.trial
            WHERE vote = ? AND outcome <> ? GROUP BY demand ORDER BY demand
            """,
            [
                EnsembleOutcome.silentWrong.rawValue, vote,
                EnsembleOutcome.harnessError.rawValue,
            ]
        ).map { ClusteredBinomial.Cluster(failures: $0[0], trials: $0[1]) }
    }

    private func wrongTrials() throws -> [CampaignFigures.WrongTrial] {
        try file.rows(
            """
            SELECT trial.id, model, replicas, demand, moment, place, bit FROM trial
            JOIN line ON line.id = trial.line JOIN verdict ON verdict.trial = trial.id
            WHERE vote = ? AND outcome = ? ORDER BY trial.id LIMIT 1000
            """, [voteNames.first ?? "", EnsembleOutcome.silentWrong.rawValue]
        ).map { row in
            CampaignFigures.WrongTrial(
                trial: UInt64(row[0] as Int64), model: row[1], replicas: row[2],
                demand: UInt64(row[3] as Int64), moment: UInt64(row[4] as Int64), place: row[5],
                bit: UInt64(row[6] as Int64))
        }
    }
}

extension ComponentOutcome {
    static let names = allCases.map(\.rawValue)
}

extension EnsembleOutcome {
    static let names = allCases.map(\.rawValue)
}

import GRDB
import Reporting

extension FigureCounter {
    /// Without what went out.
    func lineRows() throws -> [(id: Int64, line: CampaignFigures.Line)] {
        let components: [Int64: [String: UInt64]] = try file.rows(
            """
            SELECT line, outcome, \(counted) FROM trial JOIN reply ON reply.trial = trial.id
            GROUP BY line, outcome
            """
        ).reduce(into: [:]) { counts, row in
            counts[row[0], default: [:]][row[1]] = UInt64(row[2] as Int64)
        }
        let confidence = stated().intervalConfidence
        return try file.rows(
            """
            SELECT line.id, model, settings, hits, points, COUNT(trial.id) FROM line
            LEFT JOIN trial ON trial.line = line.id GROUP BY line.id ORDER BY line.id
            """
        ).map { row in
            let id: Int64 = row[0]
            let found = components[id] ?? [:]
            let tried = CampaignFigures.Breakdown(
                counts: found, model: "", key: "", confidence: confidence)
            let line = CampaignFigures.Line(
                model: row[1], settings: row[2], hits: row[3], points: UInt64(row[4] as Int64),
                trials: UInt64(row[5] as Int64),
                components: ComponentOutcome.names.compactMap { name in
                    found[name].map { CampaignFigures.Count(outcome: name, count: $0) }
                },
                wrong: tried.wrong, outcomes: [], votes: [])
            return (id, line)
        }
    }

    func wrongTrials() throws -> [CampaignFigures.WrongTrial] {
        try file.rows(
            """
            SELECT trial.id, model, replicas, demand, moment, place, bit FROM trial
            JOIN line ON line.id = trial.line JOIN verdict ON verdict.trial = trial.id
            WHERE vote IN (?, ?) AND outcome = ? ORDER BY trial.id LIMIT 1000
            """,
            [voteNames.first ?? "", ResultFile.live, EnsembleOutcome.silentWrong.rawValue]
        ).map { row in
            CampaignFigures.WrongTrial(
                trial: UInt64(row[0] as Int64), model: row[1], replicas: row[2],
                demand: UInt64(row[3] as Int64), moment: UInt64(row[4] as Int64), place: row[5],
                bit: UInt64(row[6] as Int64))
        }
    }
}

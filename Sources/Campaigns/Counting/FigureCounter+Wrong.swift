import GRDB
import Reporting

extension FigureCounter {
    /// All silent wrong outputs of the ensemble's own vote, by line, however many.
    package func allWrong() throws -> [[CampaignFigures.WrongTrial]] {
        var found: [Int64: [CampaignFigures.WrongTrial]] = [:]
        let rows = try file.rows(
            """
            SELECT line.id, trial.id, model, replicas, demand, moment, place, bit FROM trial
            JOIN line ON line.id = trial.line JOIN verdict ON verdict.trial = trial.id
            WHERE vote = ? AND outcome = ? ORDER BY trial.id
            """, [voteNames.first ?? "", EnsembleOutcome.silentWrong.rawValue])
        for row in rows {
            found[row[0], default: []].append(
                CampaignFigures.WrongTrial(
                    trial: UInt64(row[1] as Int64), model: row[2], replicas: row[3],
                    demand: UInt64(row[4] as Int64), moment: UInt64(row[5] as Int64),
                    place: row[6], bit: UInt64(row[7] as Int64)))
        }
        return try file.rows("SELECT id FROM line ORDER BY id").map { found[$0[0]] ?? [] }
    }
}

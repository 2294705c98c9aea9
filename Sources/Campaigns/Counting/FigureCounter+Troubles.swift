import GRDB
import Reporting

extension FigureCounter {
    /// By line, all trials that the ensemble let a wrong answer out of, and how many
    /// could not be judged.
    package func troubles() throws -> [CampaignSuites.Trouble] {
        var found: [Int64: CampaignSuites.Trouble] = [:]
        let rows = try file.rows(
            """
            SELECT line.id, outcome, trial.id, model, replicas, demand, moment, place, bit
            FROM trial JOIN line ON line.id = trial.line
            JOIN verdict ON verdict.trial = trial.id
            WHERE vote IN (?, ?) AND outcome IN (?, ?) ORDER BY trial.id
            """,
            [
                voteNames.first ?? "", ResultFile.live, EnsembleOutcome.silentWrong.rawValue,
                EnsembleOutcome.harnessError.rawValue,
            ])
        for row in rows {
            let line: Int64 = row[0]
            if row[1] == EnsembleOutcome.harnessError.rawValue {
                found[line, default: CampaignSuites.Trouble()].harnessErrors += 1
                continue
            }
            found[line, default: CampaignSuites.Trouble()].wrong.append(
                CampaignFigures.WrongTrial(
                    trial: UInt64(row[2] as Int64), model: row[3], replicas: row[4],
                    demand: UInt64(row[5] as Int64), moment: UInt64(row[6] as Int64),
                    place: row[7], bit: UInt64(row[8] as Int64)))
        }
        return try file.rows("SELECT id FROM line ORDER BY id").map {
            found[$0[0]] ?? CampaignSuites.Trouble()
        }
    }
}

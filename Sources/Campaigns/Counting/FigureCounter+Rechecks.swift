import GRDB
import Reporting

extension FigureCounter {
    /// - Returns: nil where none was to be done, or the results are older than that.
    package func rechecks() throws -> CampaignFigures.Rechecks? {
        let isKept = try !file.rows(
            "SELECT 1 FROM sqlite_schema WHERE name = 'recheck'"
        ).isEmpty
        guard isKept, number("rechecks") > 0 else { return nil }
        let trials = try file.rows(
            "SELECT COUNT(*) FROM verdict WHERE vote = ?", [voteNames.first ?? ""]
        ).first.map { UInt64($0[0] as Int64) }
        var rechecks = CampaignFigures.Rechecks(trials: trials ?? 0)
        let counts: [String: UInt64] = try file.rows(
            "SELECT outcome, COUNT(*) FROM recheck GROUP BY outcome"
        ).reduce(into: [:]) { $0[$1[0]] = UInt64($1[1] as Int64) }
        func count(_ outcome: Recheck.Outcome) -> UInt64 { counts[outcome.rawValue] ?? 0 }
        (rechecks.same, rechecks.slower) = (count(.same), count(.slower))
        rechecks.missed = count(.missed)
        rechecks.missedMostly = try file.rows(
            """
            SELECT note FROM recheck WHERE outcome = ? GROUP BY note
            ORDER BY COUNT(*) DESC, note LIMIT 1
            """, [Recheck.Outcome.missed.rawValue]
        ).first.map { $0[0] }
        rechecks.differing = try file.rows(
            "SELECT trial, note FROM recheck WHERE outcome = ? ORDER BY trial",
            [Recheck.Outcome.differs.rawValue]
        ).map { CampaignFigures.Rechecks.Differing(trial: UInt64($0[0] as Int64), note: $0[1]) }
        return rechecks
    }
}

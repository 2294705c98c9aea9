import GRDB
import Reporting

/// What went out, by vote, line and demand, of faults: one pass over all verdicts.
struct VerdictCounts {
    struct Cell {
        var vote: String
        /// From 1, as in the results.
        var line: Int64
        var demand: Int64
        var outcome: String
        var count: UInt64
    }

    /// Without harness errors.
    let cells: [Cell]
    /// By line and demand, of the first vote.
    let harnessErrors: UInt64
    /// By line, trials in replicas that no vote was taken on, since no fault was in use; harness
    /// errors are not among them.
    let unjudged: [Int64: UInt64]

    /// - Parameter counted: what stands for a trial in sums, in SQL.
    /// - Complexity: O(verdicts · log verdicts).
    init(_ file: ResultFile, own: String, counted: String) throws {
        let all = try file.rows(
            """
            SELECT vote, line, demand, outcome, \(counted) FROM verdict
            JOIN trial ON trial.id = verdict.trial JOIN line ON line.id = trial.line
            WHERE \(LineKinds.isFault) GROUP BY line, demand, vote, outcome
            """
        ).map { row in
            Cell(
                vote: row[0], line: row[1], demand: row[2], outcome: row[3],
                count: UInt64(row[4] as Int64))
        }
        let error = EnsembleOutcome.harnessError.rawValue
        cells = all.filter { $0.outcome != error }
        harnessErrors = all.filter { $0.outcome == error && $0.vote == own }
            .reduce(0) { $0 + $1.count }
        unjudged = try file.rows(
            """
            SELECT line, \(counted) FROM trial JOIN line ON line.id = trial.line
            WHERE \(LineKinds.isOfReplicas) AND \(LineKinds.isFault)
                AND NOT EXISTS (SELECT 1 FROM verdict WHERE verdict.trial = trial.id)
            GROUP BY line
            """
        ).reduce(into: [:]) { $0[$1[0]] = UInt64($1[1] as Int64) }
    }

    /// Those of one vote.
    func cells(of vote: String) -> [Cell] { cells.filter { $0.vote == vote } }
}

extension [VerdictCounts.Cell] {
    var trials: UInt64 { reduce(0) { $0 + $1.count } }

    var wrong: UInt64 {
        filter { $0.outcome == EnsembleOutcome.silentWrong.rawValue }.trials
    }

    var failed: UInt64 {
        filter { EnsembleOutcome(rawValue: $0.outcome)?.isRight == false }.trials
    }

    /// In the order in which outcomes are listed; those that nobody had are left out.
    var outcomes: [CampaignFigures.Count] {
        let found = reduce(into: [:]) { $0[$1.outcome, default: 0] += $1.count }
        return EnsembleOutcome.names.compactMap { name in
            found[name].map { CampaignFigures.Count(outcome: name, count: $0) }
        }
    }
}

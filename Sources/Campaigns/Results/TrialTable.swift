import GRDB
import Reporting

/// All trials of a campaign as comma-separated values: one row a trial and vote.
package struct TrialTable {
    private let file: ResultFile

    package init(_ file: ResultFile) { self.file = file }

    package static let header = [
        "trial", "model", "settings", "hits", "replicas", "demand", "moment", "place", "bit",
        "weight", "components", "vote", "outcome",
    ]

    /// A trial in which nothing was injected or activated has one row, with neither vote nor
    /// outcome.
    ///
    /// - Parameter put: called with some thousand characters of whole lines at a time, in the
    ///   order of trials.
    /// - Complexity: the memory does not grow with the trials.
    package func write(_ put: (String) throws -> Void) throws {
        var text = CSVRecord.line(Self.header)
        try file.queue.read { database in
            let rows = try Row.fetchCursor(database, sql: Self.query)
            while let row = try rows.next() {
                text += CSVRecord.line(Self.fields(of: row))
                if text.utf8.count > 65536 {
                    try put(text)
                    text = ""
                }
            }
        }
        try put(text)
    }

    /// Votes are in the order of the trial's key, replies likewise.
    private static let query = """
        SELECT trial.id, model, settings, hits, replicas, demand, moment, place, bit, weight,
            (SELECT group_concat(outcome, '; ') FROM reply WHERE reply.trial = trial.id),
            vote, outcome
        FROM trial JOIN line ON line.id = trial.line
        LEFT JOIN verdict ON verdict.trial = trial.id
        ORDER BY trial.id, vote
        """

    private static func fields(of row: Row) -> [String] {
        header.indices.map { column in
            let value: DatabaseValue = row[column]
            switch value.storage {
            case .null: return ""
            case .int64(let number): return String(number)
            case .double(let number): return String(number)
            case .string(let text): return text
            case .blob(let data): return String(decoding: data, as: UTF8.self)
            }
        }
    }
}

import FaultInjection
import Foundation
import GRDB

/// A campaign's results: one SQLite file, described in `docs/FORMATS.md`.
///
/// What was added is on the disk when `add` returns (write-ahead log, synchronous), all of it or
/// nothing: a campaign that is killed has whole trials only.
package struct ResultFile {
    package static let schemaVersion = 1
    /// The name in the place of a vote's where the whole ensemble ran.
    package static let live = "live"

    let queue: DatabaseQueue
    package let path: String

    /// Opens the file, or makes it.
    package init(path: String, mode: Mode = .shared) throws {
        self.path = path
        queue = try Self.database(path, mode)
        if mode != .reading { try queue.write { try $0.execute(sql: Self.schema) } }
    }

    private static let schema = """
        CREATE TABLE IF NOT EXISTS fact (
            name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS line (
            id INTEGER PRIMARY KEY, model TEXT NOT NULL, settings TEXT NOT NULL,
            hits INTEGER NOT NULL, points INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS trial (
            id INTEGER PRIMARY KEY, line INTEGER NOT NULL REFERENCES line(id),
            replicas TEXT NOT NULL, demand INTEGER NOT NULL, moment INTEGER NOT NULL,
            place TEXT NOT NULL, bit INTEGER NOT NULL, weight REAL NOT NULL,
            moments INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS reply (
            trial INTEGER NOT NULL REFERENCES trial(id), replica TEXT NOT NULL,
            outcome TEXT NOT NULL, answer BLOB, nanoseconds INTEGER NOT NULL,
            proof TEXT NOT NULL, PRIMARY KEY (trial, replica)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS verdict (
            trial INTEGER NOT NULL REFERENCES trial(id), vote TEXT NOT NULL,
            outcome TEXT NOT NULL, PRIMARY KEY (trial, vote)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS blame (
            trial INTEGER PRIMARY KEY REFERENCES trial(id), replicas TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS recheck (
            trial INTEGER PRIMARY KEY REFERENCES trial(id), outcome TEXT NOT NULL,
            note TEXT NOT NULL);
        """

    /// What is known of the campaign itself, by name.
    package func facts() throws -> [String: String] {
        try queue.read { database in
            let rows = try Row.fetchAll(database, sql: "SELECT name, value FROM fact")
            return Dictionary(uniqueKeysWithValues: rows.map { ($0["name"], $0["value"]) })
        }
    }

    package func begin(facts: [String: String], lines: [(line: FaultLine, points: UInt64)]) throws {
        try queue.write { database in
            for (name, value) in facts {
                try database.execute(
                    sql: "INSERT OR REPLACE INTO fact VALUES (?, ?)", arguments: [name, value])
            }
            for (index, (line, points)) in lines.enumerated() {
                let place = line.scene?.settings ?? []
                let settings =
                    place
                    + line.settings.sorted { $0.key < $1.key }
                    .map { "\($0.key)=\($0.value.joined(separator: ","))" }
                try database.execute(
                    sql: "INSERT OR REPLACE INTO line VALUES (?, ?, ?, ?, ?)",
                    arguments: [
                        index + 1, line.model, settings.joined(separator: " "), line.hits,
                        Int64(clamping: points),
                    ])
            }
        }
    }

    /// Trials that are there already.
    package func done() throws -> Set<UInt64> {
        try queue.read { database in
            Set(try Int64.fetchAll(database, sql: "SELECT id FROM trial").map(UInt64.init))
        }
    }

    /// What came of a trial, by vote; empty when it is not there.
    package func verdicts(of id: UInt64) throws -> [String: String] {
        let found = try rows(
            "SELECT vote, outcome FROM verdict WHERE trial = ?", [Int64(id)])
        return Dictionary(uniqueKeysWithValues: found.map { ($0["vote"], $0["outcome"]) })
    }

    /// - Parameter results: one that is there already is replaced, with all that belongs to it.
    package func add(_ results: [TrialResult]) throws {
        try queue.write { database in
            let earlier = try ["reply", "verdict", "blame", "recheck"].map {
                try database.makeStatement(sql: "DELETE FROM \($0) WHERE trial = ?")
            }
            let trial = try database.makeStatement(
                sql: "INSERT OR REPLACE INTO trial VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
            let reply = try database.makeStatement(
                sql: "INSERT OR REPLACE INTO reply VALUES (?, ?, ?, ?, ?, ?)")
            let verdict = try database.makeStatement(
                sql: "INSERT OR REPLACE INTO verdict VALUES (?, ?, ?)")
            let recheck = try database.makeStatement(
                sql: "INSERT OR REPLACE INTO recheck VALUES (?, ?, ?)")
            let blame = try database.makeStatement(
                sql: "INSERT OR REPLACE INTO blame VALUES (?, ?)")
            for result in results {
                for rows in earlier { try rows.execute(arguments: [Int64(result.trial.id)]) }
                try insert(result, trial, reply, verdict)
                if let blamed = result.blamed {
                    try blame.execute(arguments: [
                        Int64(result.trial.id), blamed.joined(separator: " "),
                    ])
                }
                guard let again = result.recheck else { continue }
                try recheck.execute(arguments: [
                    Int64(result.trial.id), again.outcome.rawValue, again.note,
                ])
            }
        }
    }

    private func insert(
        _ result: TrialResult, _ trial: Statement, _ reply: Statement, _ verdict: Statement
    ) throws {
        let id = Int64(result.trial.id)
        let names = result.replies.map(\.replica).joined(separator: " ")
        try trial.execute(arguments: [
            id, result.trial.line + 1, names, Int64(result.demandNumber),
            Int64(result.trial.point.moment), result.place, Int64(result.trial.point.bit),
            result.trial.weight, Int64(result.moments),
        ])
        for said in result.replies {
            let answer = said.answer.map { Data($0) }
            try reply.execute(arguments: [
                id, said.replica, said.outcome.rawValue, answer, Int64(said.nanoseconds),
                said.proof,
            ])
        }
        for (vote, outcome) in result.outcomes {
            try verdict.execute(arguments: [id, vote.description, outcome.rawValue])
        }
        if let live = result.live {
            try verdict.execute(arguments: [id, Self.live, live.rawValue])
        }
    }

    /// Reads whatever is asked for.
    func rows(_ sql: String, _ arguments: [any DatabaseValueConvertible] = []) throws
        -> [Row]
    {
        try queue.read { try Row.fetchAll($0, sql: sql, arguments: StatementArguments(arguments)) }
    }
}

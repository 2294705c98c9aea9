import GRDB

extension ResultFile {
    /// A table of the schema, with what a merge must know of it.
    private struct Table {
        let name: String
        /// The column with the number of the trial; nil where its rows are the campaign's.
        let trial: String?
        /// Those that are the same whoever runs a trial: all but times.
        let columns: [String]

        var list: String { columns.joined(separator: ", ") }
    }

    /// Adds the trials of another file of the same campaign.
    ///
    /// - Throws: `MergeConflict` where something is in both and not the same; then nothing was
    ///   added.
    func merge(_ path: String) throws {
        try queue.writeWithoutTransaction { database in
            try database.execute(sql: "ATTACH DATABASE ? AS shard", arguments: [path])
            defer { try? database.execute(sql: "DETACH DATABASE shard") }
            try database.inTransaction {
                let tables = try Self.tables(of: database)
                for table in tables where table.name != Self.rechecks {
                    try Self.compare(table, database)
                }
                for table in tables {
                    try database.execute(
                        sql: "INSERT OR IGNORE INTO main.\(table.name) "
                            + "SELECT * FROM shard.\(table.name)")
                }
                try database.execute(sql: Self.keepDifferences)
                return .commit
            }
        }
    }

    /// Of a trial that was done again twice one may have been missed, for want of time: only what
    /// differs must not be lost.
    private static let keepDifferences = """
        INSERT OR REPLACE INTO main.\(rechecks)
        SELECT * FROM shard.\(rechecks) WHERE outcome = '\(Recheck.Outcome.differs.rawValue)'
        """
    private static let rechecks = "recheck"

    private static func tables(of database: Database) throws -> [Table] {
        let names = try String.fetchAll(
            database,
            sql: """
                SELECT name FROM main.sqlite_schema
                WHERE type = 'table' AND name <> 'fact' AND name NOT LIKE 'sqlite%'
                """)
        return try names.map { name in
            let columns = try String.fetchAll(
                database, sql: "SELECT name FROM pragma_table_info(?)", arguments: [name])
            let trial = name == "trial" ? "id" : columns.first { $0 == "trial" }
            return Table(
                name: name, trial: trial, columns: columns.filter { $0 != "nanoseconds" })
        }
    }

    /// Whatever both have must be the same in both.
    private static func compare(_ table: Table, _ database: Database) throws {
        func rows(_ schema: String, _ other: String) -> String {
            let common = table.trial.map { " WHERE \($0) IN (SELECT id FROM \(other).trial)" }
            return "SELECT \(table.list) FROM \(schema).\(table.name)" + (common ?? "")
        }
        // The campaign's own rows come with the first shard.
        if table.trial == nil,
            try Row.fetchOne(database, sql: "SELECT 1 FROM main.\(table.name)") == nil
        {
            return
        }
        let (ours, theirs) = (rows("main", "shard"), rows("shard", "main"))
        let differing = try Row.fetchOne(
            database,
            sql: """
                SELECT MIN(\(table.trial ?? "0")) AS trial FROM (
                    SELECT * FROM (\(ours) EXCEPT \(theirs))
                    UNION ALL SELECT * FROM (\(theirs) EXCEPT \(ours)))
                HAVING COUNT(*) > 0
                """)
        guard let differing else { return }
        throw MergeConflict(
            table: table.name, trial: table.trial == nil ? nil : UInt64(differing[0] as Int64))
    }
}

/// Something that is in two files and not the same.
struct MergeConflict: Error {
    let table: String
    /// The first; nil where it is the campaign's own.
    let trial: UInt64?
}

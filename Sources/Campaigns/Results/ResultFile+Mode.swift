import GRDB

extension ResultFile {
    /// Who else may look at the file meanwhile.
    package enum Mode: Sendable {
        /// Processes of this machine: a write-ahead log, and shared memory beside it.
        case shared
        /// Nobody, on a folder that hosts may share: one file alone, but for its journal.
        case alone
        /// Nothing is written.
        case reading

        var configuration: Configuration {
            var configuration = Configuration()
            let settings: [String]
            switch self {
            case .shared: settings = ["journal_mode = WAL", "synchronous = FULL"]
            case .alone:
                settings = [
                    "main.locking_mode = EXCLUSIVE", "main.journal_mode = DELETE",
                    "main.synchronous = FULL",
                ]
            case .reading:
                settings = []
                configuration.readonly = true
            }
            configuration.prepareDatabase { database in
                for setting in settings { try database.execute(sql: "PRAGMA \(setting)") }
            }
            return configuration
        }
    }

    /// All that was added is in the one file then.
    package func close() throws { try queue.close() }
}

import Foundation
import GRDB
import Glibc

extension ResultFile {
    /// Who else may look at the file meanwhile.
    package enum Mode: Sendable {
        /// Processes of this machine: a write-ahead log, and shared memory beside it.
        case shared
        /// Nobody, on a folder that hosts may share: one file alone, but for its journal.
        case alone
        /// Nothing is written, also where whoever wrote it was of another mode.
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

    /// To read a file that had a log SQLite makes a log and its shared memory anew, beside it: not
    /// where there is nothing in a log, for then all is in the file itself, and that is taken as
    /// one that nobody changes. Who goes on with the campaign in that moment wins: at worst such a
    /// reader finds its pages at odds with each other, and fails.
    static func database(_ path: String, _ mode: Mode) throws -> DatabaseQueue {
        let configuration = mode.configuration
        if mode == .reading, !hasLog(path), isOfLog(path) {
            let name = URL(fileURLWithPath: path).absoluteString + "?immutable=1"
            // Not every SQLite reads such names.
            if let queue = try? DatabaseQueue(path: name, configuration: configuration) {
                return queue
            }
        }
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    private static func hasLog(_ path: String) -> Bool {
        var status = stat()
        return stat(path + "-wal", &status) == 0 && status.st_size > 0
    }

    /// As the file says of itself, in the 20th byte of SQLite's header.
    private static func isOfLog(_ path: String) -> Bool {
        guard let file = FileHandle(forReadingAtPath: path) else { return false }
        defer { try? file.close() }
        guard let head = try? file.read(upToCount: 20), head.count == 20 else { return false }
        return head.last == 2
    }

    /// All that was added is in the one file then.
    package func close() throws { try queue.close() }
}

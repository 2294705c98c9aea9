import GRDB

extension ResultFile {
    /// Opens a campaign's results, whoever wrote them and whether or not it is still running.
    ///
    /// - Throws: also where they are of no campaign, or of a schema that is not known here.
    package init(reading path: String) throws {
        try self.init(path: path, mode: .reading)
        let isThere = try !rows("SELECT 1 FROM sqlite_schema WHERE name = 'fact'").isEmpty
        let known = try isThere ? facts() : [:]
        if known.isEmpty { throw UnknownResults("it says nothing of a campaign") }
        let schema = known["schema"] ?? ""
        if schema != "\(Self.schemaVersion)" {
            throw UnknownResults(
                "its schema is '\(schema)', and only \(Self.schemaVersion) is known")
        }
    }
}

/// Why a database is none of results, or not of those that can be read.
package struct UnknownResults: Error, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }
}

import Foundation

/// Finds what earlier runs have left behind.
enum RunFolders {
    /// The event log of a run folder, or of the last run of an ensemble's folder.
    static func events(of path: String) throws -> String {
        "\(try folder(of: path))/\(eventsName)"
    }

    static let eventsName = "events.jsonl"

    /// A run folder itself, or that of the last run of an ensemble's folder.
    static func folder(of path: String) throws -> String {
        let files = FileManager.default
        let folder = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        let own = "\(folder)/\(eventsName)"
        if files.fileExists(atPath: own) { return folder }
        // Named by the time of their beginning.
        let runs = "\(folder)/.thrice/runs"
        let last = ((try? files.contentsOfDirectory(atPath: runs)) ?? []).sorted().last
        if let last { return "\(runs)/\(last)" }
        throw ThriceError(
            .missingInput, "no run in '\(path)': there is no '\(own)', and no '\(runs)'",
            hint: "thrice run")
    }
}

import Foundation

/// What was handed to Slurm: kept beside the shards, so that their status can be told.
struct SlurmSubmission: Codable, Equatable {
    var schemaVersion = 1
    /// Of the array, with `;` and its cluster where there are several.
    var job: String
    /// Into how many the campaign was divided.
    var shards: UInt64
    /// Trials of the campaign.
    var planned: UInt64

    /// Nil where there is none.
    init?(path: String) {
        guard let data = FileManager.default.contents(atPath: path),
            let found = try? JSONDecoder().decode(Self.self, from: data)
        else { return nil }
        self = found
    }

    init(job: String, shards: UInt64, planned: UInt64) {
        (self.job, self.shards, self.planned) = (job, shards, planned)
    }

    func write(to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try encoder.encode(self).write(to: URL(fileURLWithPath: path), options: .atomic)
    }
}

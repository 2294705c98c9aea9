import Foundation

/// How far a shard is that is not whole, as whoever writes it says: a file of its own, so that
/// nobody who looks from another host touches the one that is written.
package struct ShardProgress: Codable, Equatable, Sendable {
    /// That are kept.
    package var trials: UInt64
    /// That the shard is to have.
    package var planned: UInt64
    /// Of the whole campaign.
    package var campaignPlanned: UInt64
    /// Silent wrong outputs of the ensemble's own vote.
    package var wrong: UInt64
    /// Trials a second of the part that is under way.
    package var rate: Double
    package var host: String

    package init(
        trials: UInt64, planned: UInt64, campaignPlanned: UInt64, wrong: UInt64, rate: Double,
        host: String
    ) {
        (self.trials, self.planned) = (trials, planned)
        (self.campaignPlanned, self.wrong) = (campaignPlanned, wrong)
        (self.rate, self.host) = (rate, host)
    }

    /// Nil where there is none, or it is not whole.
    package init?(path: String) {
        guard let data = FileManager.default.contents(atPath: path),
            let found = try? JSONDecoder().decode(Self.self, from: data)
        else { return nil }
        self = found
    }

    /// All at once; a failure is nobody's loss.
    package func write(to path: String) {
        try? JSONEncoder().encode(self).write(to: URL(fileURLWithPath: path), options: .atomic)
    }
}

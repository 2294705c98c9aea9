import Campaigns

extension CampaignSession {
    /// Trials a second, found out by running some, of which nothing is kept.
    ///
    /// From ever more of them, since the way to their moments is shared by many: what a few take
    /// is too much.
    /// - Complexity: some seconds.
    func rate() throws -> Double {
        var count: UInt64 = 64
        while true {
            let (trials, clock) = (min(count, planned), ContinuousClock())
            let took = try clock.measure { try run(trials) } / .seconds(1)
            if took >= 1 || trials == planned { return Double(trials) / max(took, 1e-6) }
            count *= 4
        }
    }
}

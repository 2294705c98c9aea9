import Campaigns

extension CampaignSession {
    /// Trials a second, found out by running some, of which nothing is kept.
    ///
    /// It is that of those by which a large part exceeds a smaller one: what a few take is mostly
    /// the way to their moments, which many would share.
    /// - Complexity: some 10 s.
    func rate() throws -> Double {
        let clock = ContinuousClock()
        var (count, before) = (UInt64(64), (trials: 0.0, seconds: 0.0))
        while true {
            let trials = min(count, planned)
            let seconds = try clock.measure { try run(trials) } / .seconds(1)
            let more = (trials: Double(trials) - before.trials, seconds: seconds - before.seconds)
            if seconds >= 3 || trials == planned {
                // Where more took no longer nothing is known but the whole.
                return more.seconds > seconds / 4
                    ? more.trials / more.seconds : Double(trials) / max(seconds, 1e-6)
            }
            before = (Double(trials), seconds)
            count *= 4
        }
    }
}

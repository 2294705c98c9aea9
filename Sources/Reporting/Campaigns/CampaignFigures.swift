/// What a campaign came to: everything that its reports say.
package struct CampaignFigures: Codable, Equatable, Sendable {
    package var schemaVersion = 1
    /// Without folders and `.yaml`.
    package var name: String
    /// The campaign's file as it was named; nil where the results do not know it.
    package var file: String?
    /// Where the results are; nil for the usual place.
    package var results: String?
    /// The ensemble's folder, as it was named.
    package var ensemble: String
    package var seed: UInt64
    /// `uniform`, `stratified`, `exhaustive` or `pruned`.
    package var sampling: String
    /// Whether the trials are the whole space, each with the faults that it stands for: then what
    /// is counted are faults, and nothing is left to chance.
    package var isWhole = false
    /// Whether the trials are some of a whole space: what is counted are faults, and nothing is
    /// said of those that are not there.
    package var isPartial = false
    /// When it was to end before its last trial, in words; nil where the results do not know it.
    package var stop: String?
    package var budget: Budget?
    /// Faults in the whole space.
    package var points: UInt64
    /// Trials that the campaign is to have, and has.
    package var planned: UInt64
    package var trials: UInt64
    /// Those in which something was injected, where it was concluded of others that nothing comes
    /// of them; nil where nothing was concluded.
    package var tried: UInt64?
    /// Of all intervals.
    package var confidence: Double
    package var replicas: [String]
    /// That were drawn from those of the ensemble.
    package var demands: UInt64
    package var seconds: Double
    package var excluded = Excluded()
    /// Trials without a fault that were not as if there was none; they are in no other share. Nil
    /// where there are no such trials.
    package var controls: Share?
    /// What became of the replicas that were hit, each in its own right; not of what they share.
    package var components: [Count] = []
    /// The first is the ensemble's own.
    package var votes: [Vote] = []
    /// Nil where nothing was noticed.
    package var blame: Blame?
    /// In the order of the file.
    package var lines: [Line] = []
    /// By component and fault, in the order of the file; behind each component's all of them.
    package var live: [Live] = []
    /// Trials in replicas that were done again in a whole ensemble; nil where none was to be.
    package var rechecks: Rechecks?
    /// By register, region of the memory or part of the answer.
    package var places: [Breakdown] = []
    package var bits: [Breakdown] = []
    /// By tenth of the window, from `1` to `10`; only of faults that strike at a moment.
    package var moments: [Breakdown] = []
    /// By replica, with an empty model.
    package var hitReplicas: [Breakdown] = []
    /// Of faults in registers.
    package var cells: [Cell] = []
    package var latencies = Latencies()
    /// By demand, those with most silent wrong outputs first.
    package var demandCounts: [DemandCount] = []
    /// Of lines that hit several replicas at once.
    package var commonModes: [CommonMode] = []
    /// Trials in which a wrong answer went out by the ensemble's own vote, or while all of it ran;
    /// the first 1,000.
    package var silentWrong: [WrongTrial] = []
    /// How many of them there are.
    package var silentWrongTrials: UInt64 = 0

    package init(
        name: String, ensemble: String, seed: UInt64, sampling: String, points: UInt64,
        planned: UInt64, trials: UInt64, confidence: Double, replicas: [String], demands: UInt64,
        seconds: Double
    ) {
        (self.name, self.ensemble, self.seed) = (name, ensemble, seed)
        (self.sampling, self.points, self.planned) = (sampling, points, planned)
        (self.trials, self.confidence, self.replicas) = (trials, confidence, replicas)
        (self.demands, self.seconds) = (demands, seconds)
    }
}

/// What a campaign came to: everything that its reports say.
package struct CampaignFigures: Codable, Equatable, Sendable {
    package var schemaVersion = 1
    /// Without folders and `.yaml`.
    package var name: String
    /// The ensemble's folder, as it was named.
    package var ensemble: String
    package var seed: UInt64
    /// `uniform`, `stratified` or `exhaustive`.
    package var sampling: String
    /// Faults in the whole space.
    package var points: UInt64
    /// Trials that the campaign is to have, and has.
    package var planned: UInt64
    package var trials: UInt64
    /// Of all intervals.
    package var confidence: Double
    package var replicas: [String]
    /// That were drawn from those of the ensemble.
    package var demands: UInt64
    package var seconds: Double
    /// What became of the replicas that were hit, each in its own right.
    package var components: [Count] = []
    /// The first is the ensemble's own.
    package var votes: [Vote] = []
    /// In the order of the file.
    package var lines: [Line] = []
    /// Trials in which a wrong answer went out by the ensemble's own vote; the first 1,000.
    package var silentWrong: [WrongTrial] = []

    /// How often something was seen.
    package struct Count: Codable, Equatable, Sendable {
        package var outcome: String
        package var count: UInt64

        package init(outcome: String, count: UInt64) {
            (self.outcome, self.count) = (outcome, count)
        }
    }

    /// A share of trials with its interval.
    package struct Share: Codable, Equatable, Sendable {
        package var count: UInt64
        package var trials: UInt64
        package var low: Double
        package var high: Double

        package init(count: UInt64, trials: UInt64, low: Double, high: Double) {
            (self.count, self.trials, self.low, self.high) = (count, trials, low, high)
        }
    }

    package struct Vote: Codable, Equatable, Sendable {
        /// As `2 of 3` or `alone`.
        package var vote: String
        package var outcomes: [Count]
        /// Silent wrong outputs, for display (Wilson).
        package var wrong: Share
        /// The most that can be claimed of their share (one-sided, Clopper–Pearson, clustered by
        /// demand).
        package var bound: Double
        /// Wrong outputs in the whole space of faults, extrapolated.
        package var failures: Double
        /// To those of one version alone; nil where neither has any.
        package var ratio: Ratio?

        package init(vote: String, outcomes: [Count], wrong: Share, bound: Double, failures: Double)
        {
            (self.vote, self.outcomes, self.wrong) = (vote, outcomes, wrong)
            (self.bound, self.failures) = (bound, failures)
        }
    }

    /// Failures of one vote to those of another on the same faults.
    package struct Ratio: Codable, Equatable, Sendable {
        package var to: String
        package var value: Double?
        package var low: Double
        /// Nil: no bound.
        package var high: Double?

        package init(to: String, value: Double?, low: Double, high: Double?) {
            (self.to, self.value, self.low, self.high) = (to, value, low, high)
        }
    }

    package struct Line: Codable, Equatable, Sendable {
        package var model: String
        /// As written, such as `bits=2`.
        package var settings: String
        /// Replicas hit at once.
        package var hits: Int
        package var points: UInt64
        package var trials: UInt64
        package var components: [Count]
        /// By the ensemble's own vote.
        package var outcomes: [Count]

        package init(
            model: String, settings: String, hits: Int, points: UInt64, trials: UInt64,
            components: [Count], outcomes: [Count]
        ) {
            (self.model, self.settings, self.hits) = (model, settings, hits)
            (self.points, self.trials) = (points, trials)
            (self.components, self.outcomes) = (components, outcomes)
        }
    }

    package struct WrongTrial: Codable, Equatable, Sendable {
        package var trial: UInt64
        package var model: String
        package var replicas: String
        package var demand: UInt64
        package var moment: UInt64
        package var place: String
        package var bit: UInt64

        package init(
            trial: UInt64, model: String, replicas: String, demand: UInt64, moment: UInt64,
            place: String, bit: UInt64
        ) {
            (self.trial, self.model, self.replicas) = (trial, model, replicas)
            (self.demand, self.moment) = (demand, moment)
            (self.place, self.bit) = (place, bit)
        }
    }

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

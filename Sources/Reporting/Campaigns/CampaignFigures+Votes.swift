extension CampaignFigures {
    package struct Vote: Codable, Equatable, Sendable {
        /// As `2 of 3` or `alone`.
        package var vote: String
        package var outcomes: [Count]
        /// Silent wrong outputs, for display (Wilson).
        package var wrong: Share
        /// Trials in which the right answer did not go out; silent wrong outputs are among them.
        package var failed: Share
        /// The most that can be claimed of the share of silent wrong outputs (one-sided,
        /// Clopper–Pearson, clustered by demand).
        package var bound: Double
        /// The most that can be claimed of the share of demands at which trials like these, and as
        /// many, show a silent wrong output (one-sided, Clopper–Pearson, of `demandsWrong`).
        package var demandBound: Double
        /// Demands with a silent wrong output.
        package var demandsWrong: UInt64
        /// Of a stratified campaign the share in the whole space of faults that can be in use, each
        /// line weighted by how many of them it has; nil where trials are drawn evenly.
        package var estimate: Estimate?
        /// Wrong outputs in the whole space of faults, extrapolated; nothing wrong comes of those
        /// that are never in use. Of faults that were counted, so many as were.
        package var failures: Double
        /// To those of one version alone; nil where neither has any.
        package var ratio: Ratio?

        package init(
            vote: String, outcomes: [Count], wrong: Share, failed: Share, bound: Double,
            demandBound: Double, demandsWrong: UInt64, failures: Double
        ) {
            (self.vote, self.outcomes) = (vote, outcomes)
            (self.wrong, self.failed) = (wrong, failed)
            (self.bound, self.demandBound) = (bound, demandBound)
            (self.demandsWrong, self.failures) = (demandsWrong, failures)
        }
    }

    /// One demand, by the ensemble's own vote.
    package struct DemandCount: Codable, Equatable, Sendable {
        package var demand: UInt64
        package var wrong: Share
        package var failed: Share

        package init(demand: UInt64, wrong: Share, failed: Share) {
            (self.demand, self.wrong, self.failed) = (demand, wrong, failed)
        }
    }
}

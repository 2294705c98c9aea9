/// What came of one trial.
package struct TrialResult: Sendable {
    package var trial: Trial
    /// Of the demand, from 1, among those of the ensemble.
    package var demandNumber: UInt64
    /// In words.
    package var place: String
    /// Of the fault's axis in the first that was hit.
    package var moments: UInt64 = 1
    /// What the first that was hit says without the fault.
    package var golden: [UInt8]
    /// One for each replica that was hit.
    package var replies: [Reply]
    package var outcomes: [(vote: VoteSize, outcome: EnsembleOutcome)]
    /// What came out of the whole ensemble where it was run; nil where it was not, or nothing was
    /// injected.
    package var live: EnsembleOutcome?
    /// Whom the ensemble's own vote points at, by name; nil where nothing was noticed, and of
    /// ensembles that ran.
    package var blamed: [String]?
    /// Of replicas: what it came to when it was done again with all of them; nil where it was not.
    package var recheck: Recheck?

    package init(
        trial: Trial, demandNumber: UInt64, place: String, golden: [UInt8], replies: [Reply],
        outcomes: [(vote: VoteSize, outcome: EnsembleOutcome)]
    ) {
        (self.trial, self.demandNumber, self.place) = (trial, demandNumber, place)
        (self.golden, self.replies, self.outcomes) = (golden, replies, outcomes)
    }

    package struct Reply: Sendable {
        package var replica: String
        package var outcome: ComponentOutcome
        /// What it said, where that is not what it says without the fault.
        package var answer: [UInt8]?
        /// Of processor time, from the fault to the end of the answer.
        package var nanoseconds: UInt64
        /// What was changed, before and after.
        package var proof: String

        package init(
            replica: String, outcome: ComponentOutcome, answer: [UInt8]?, nanoseconds: UInt64,
            proof: String
        ) {
            (self.replica, self.outcome, self.answer) = (replica, outcome, answer)
            (self.nanoseconds, self.proof) = (nanoseconds, proof)
        }
    }
}

/// What a trial in replicas came to when it was done again in a whole ensemble that ran, held
/// against the cached vote.
package struct Recheck: Equatable, Sendable {
    package enum Outcome: String, CaseIterable, Sendable {
        /// Verdict and ballots are those of the cached vote.
        case same
        case differs
        /// A copy used its budget up, and the replica had longer, and did answer; or a copy
        /// answered, and the replica did so after its deadline.
        case slower
        /// The same fault could not be put into the replica that ran, or the ensemble was not like
        /// the recorded one without it.
        case missed
    }

    package var outcome: Outcome
    /// What differs, or why it was missed; empty where all is the same.
    package var note: String

    package init(_ outcome: Outcome, _ note: String = "") {
        (self.outcome, self.note) = (outcome, note)
    }
}

extension CampaignFigures {
    /// What trials in replicas came to that were done again in whole ensembles that ran, held
    /// against the cached votes.
    package struct Rechecks: Codable, Equatable, Sendable {
        /// A trial of which cached and live vote do not say the same.
        package struct Differing: Codable, Equatable, Sendable {
            package var trial: UInt64
            package var note: String

            package init(trial: UInt64, note: String) { (self.trial, self.note) = (trial, note) }
        }

        /// Trials in replicas that a fault was in use in.
        package var trials: UInt64
        /// Verdict and ballots were those of the cached vote.
        package var same: UInt64 = 0
        /// Copies used up their budget that answered when they had more time, or answered what came
        /// after the deadline.
        package var slower: UInt64 = 0
        /// Not the same fault, or not the same ensemble without it.
        package var missed: UInt64 = 0
        /// The reason of most of these; nil without any.
        package var missedMostly: String?
        package var differing: [Differing] = []

        package init(trials: UInt64) { self.trials = trials }

        /// Those of which something can be said.
        package var compared: UInt64 { same + UInt64(differing.count) }

        /// In one sentence.
        package var text: String {
            let verdict =
                differing.isEmpty
                ? compared == 0 ? "nothing can be said of the others" : "all came to the same"
                : "\(differing.count) did not come to the same: the campaign has failed"
            let apart = [
                slower > 0 ? "\(slower) answered later than may be or than the copy" : nil,
                missed > 0 ? "\(missed) could not be (\(missedMostly ?? ""))" : nil,
            ].compactMap { $0 }
            return "\(compared) of \(trials) trials in replicas were done live as well: \(verdict)"
                + (apart.isEmpty ? "" : "; besides, " + apart.joined(separator: ", "))
        }
    }

    /// Whether a cached vote has been found wrong, and with it the figures.
    package var hasFailedRechecks: Bool { rechecks.map { !$0.differing.isEmpty } ?? false }
}

extension CampaignFigures {
    package struct Line: Codable, Equatable, Sendable {
        package var model: String
        /// As written, such as `bits=2`.
        package var settings: String
        /// Replicas hit at once.
        package var hits: Int
        package var points: UInt64
        package var trials: UInt64
        /// In replicas, those that no vote was taken on, since no fault was in use.
        package var unjudged: UInt64 = 0
        package var components: [Count]
        /// Wrong values of the replicas that were hit, of those in which the fault was in use.
        package var wrong: Share
        /// By the ensemble's own vote.
        package var outcomes: [Count]
        /// In the order of the campaign's votes.
        package var votes: [LineVote]

        package init(
            model: String, settings: String, hits: Int, points: UInt64, trials: UInt64,
            components: [Count], wrong: Share, outcomes: [Count], votes: [LineVote]
        ) {
            (self.model, self.settings, self.hits) = (model, settings, hits)
            (self.points, self.trials) = (points, trials)
            (self.components, self.wrong) = (components, wrong)
            (self.outcomes, self.votes) = (outcomes, votes)
        }

        /// Whether the whole ensemble ran.
        package var isLive: Bool { settings.hasPrefix("in=") }

        /// Whether there was no fault.
        package var isControl: Bool { model == CampaignFigures.control }

        /// As `flip-register-bits bits=2 ×2`.
        package var title: String {
            let words = settings.isEmpty ? model : "\(model) \(settings)"
            return hits > 1 ? "\(words) ×\(hits)" : words
        }
    }

    /// What one vote made of one line's faults.
    package struct LineVote: Codable, Equatable, Sendable {
        package var vote: String
        /// Silent wrong outputs.
        package var wrong: Share
        /// Trials in which the right answer did not go out; silent wrong outputs are among them.
        package var failed: Share

        package init(vote: String, wrong: Share, failed: Share) {
            (self.vote, self.wrong, self.failed) = (vote, wrong, failed)
        }
    }
}

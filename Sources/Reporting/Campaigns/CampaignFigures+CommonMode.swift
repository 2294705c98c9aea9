extension CampaignFigures {
    /// The same fault in several replicas at once: who was wrong together, in one set of replicas.
    package struct CommonMode: Codable, Equatable, Sendable {
        /// Of the line, as `flip-register-bits ×2`.
        package var line: String
        package var replicas: [String]
        /// In which the fault was in use in all of them.
        package var trials: UInt64
        /// By replica, how often it was wrong.
        package var wrong: [UInt64]
        /// Two or more were wrong.
        package var together: Share
        /// Of these, two or more said the same, byte by byte.
        package var identical: UInt64
        /// P(two or more wrong), were each wrong as often as it was and independently.
        package var independent: Estimate
        /// Of `together` to `independent`; nil where the latter is 0.
        package var ratio: Ratio?

        package init(
            line: String, replicas: [String], trials: UInt64, wrong: [UInt64], together: Share,
            identical: UInt64, independent: Estimate
        ) {
            (self.line, self.replicas, self.trials) = (line, replicas, trials)
            (self.wrong, self.together) = (wrong, together)
            (self.identical, self.independent) = (identical, independent)
        }

        /// Two or more were wrong and no two alike.
        package var different: UInt64 { together.count - identical }
    }
}

extension CampaignFigures {
    /// Whom the ensemble's own vote pointed at where it noticed something: who is not with what
    /// goes out, or has no answer that counts.
    package struct Blame: Codable, Equatable, Sendable {
        /// Only replicas that were hit.
        package var rightly: UInt64 = 0
        /// The replicas are of two minds, and nothing tells whose is right.
        package var nobody: UInt64 = 0
        /// A replica at least that was not hit.
        package var wrongly: UInt64 = 0

        package init() {}

        /// In one sentence.
        package var text: String {
            "where the vote noticed something it pointed at replicas that were hit, and no others, "
                + "\(Figures.count(rightly)) times, at one that was not hit "
                + "\(Figures.count(wrongly)) times, at nobody \(Figures.count(nobody)) times"
        }
    }
}

/// Trials of a campaign that are run apart from the others.
struct CampaignPart: Sendable {
    let trials: ClosedRange<UInt64>
    /// Told after each group of trials: how many are kept, how many silent wrong outputs this
    /// process has seen, trials a second.
    let note: @Sendable (UInt64, UInt64, Double) -> Void
}

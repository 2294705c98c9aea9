extension CampaignFigures {
    /// Whether what is counted are faults of the space, each trial with those that it stands for,
    /// and not trials of a sample.
    package var isOfFaults: Bool { isWhole || isPartial }

    /// Of the intervals of shares; nil where faults are counted: all of them, or a part that is no
    /// sample of the rest.
    package var intervalConfidence: Double? { isOfFaults ? nil : confidence }
}

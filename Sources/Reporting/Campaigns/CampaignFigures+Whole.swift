extension CampaignFigures {
    /// Of the intervals of shares; nil where everything was counted, and there are none.
    package var intervalConfidence: Double? { isWhole ? nil : confidence }

    /// Where the file has only some of a whole space, as long as the campaign has not come to its
    /// end: shares are of what is there.
    package var isPartial: Bool { isWhole && trials < planned }
}

import Statistics

/// One campaign against an earlier one on the same kinds of faults: whether anything became worse
/// beyond chance.
///
/// Trials are drawn independently in each campaign, so shares of the same line of faults are
/// compared by Fisher's exact test. Both had the same demands, or the comparison holds for the
/// demands that each had; it is not one of other demands, and needs no clusters. As many questions
/// are asked at once, their probabilities are adjusted (Holm): with the confidence stated, nothing
/// at all is called worse that is not.
///
/// Of a whole space the shares are known: two are compared without any test, and one with a sample
/// by the binomial distribution of the sample. A part of a whole space is no sample, and is
/// compared with nothing.
package struct CampaignComparison: Codable, Equatable, Sendable {
    package enum Measure: String, Codable, CaseIterable, Sendable {
        /// The share of trials in which a wrong answer went out as agreed.
        case silentWrong = "silent wrong outputs"
        /// The share of trials in which the right answer did not go out.
        case failed = "right answer not out"
        /// Wrong outputs in all of the fault space, extrapolated: a program that runs longer has
        /// more faults (see `FailureCount`).
        case space = "wrong in the whole space"
    }

    package struct Row: Codable, Equatable, Sendable {
        package var vote: String
        /// Nil: over all lines that both have.
        package var line: String?
        package var measure: Measure
        package var before: CampaignFigures.Share
        package var after: CampaignFigures.Share
        /// Of as much or more afterwards, were nothing worse; adjusted for all questions.
        package var probability: Double
        package var isWorse: Bool
        /// So many afterwards would have been called worse; nil where no number would.
        package var noticedFrom: UInt64?
    }

    package var schemaVersion = 1
    package var before: String
    package var after: String
    /// That nothing is called worse that is not.
    package var confidence: Double
    package var rows: [Row] = []
    /// Votes and lines of the earlier campaign that have no trial in the later one.
    package var missing: [String] = []
    /// In what the campaigns differ, as far as it matters here.
    package var remarks: [String] = []

    package var isWorse: Bool { rows.contains(where: \.isWorse) }

    /// Whether all that was counted before was counted again.
    package var isWhole: Bool { missing.isEmpty && !rows.isEmpty }

    /// - Parameter confidence: above 0, below 1; that of the earlier campaign, otherwise.
    package init(
        _ after: CampaignFigures, against before: CampaignFigures, confidence: Double? = nil
    ) {
        (self.before, self.after) = (before.name, after.name)
        self.confidence = confidence ?? before.confidence
        let pairs = ComparedPairs(after, before)
        missing = pairs.missing
        remarks = pairs.remarks
        let adjusted = HolmAdjustment.adjusted(pairs.all.map(\.probability))
        let level = 1 - self.confidence
        rows = zip(pairs.all, adjusted).map { pair, probability in
            Row(
                vote: pair.vote, line: pair.line, measure: pair.measure, before: pair.before,
                after: pair.after, probability: probability, isWorse: probability <= level,
                noticedFrom: pair.noticed(at: level / Double(pairs.all.count)))
        }
    }
}

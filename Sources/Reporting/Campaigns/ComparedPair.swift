import Statistics

/// One question put to two campaigns: whether a share is higher in the later one.
struct ComparedPair {
    var vote: String
    /// Nil: over all lines that both have.
    var line: String?
    var measure: CampaignComparison.Measure
    var before: CampaignFigures.Share
    var after: CampaignFigures.Share
    /// Faults that the trials stand for, at least 1.
    var points: (before: Double, after: Double)
    /// Whether each fault was injected once in both, so that nothing is left to chance.
    var isExhaustive: Bool

    /// Of as much or more afterwards, were nothing worse; without chance 0 or 1.
    var probability: Double { probability(Int(after.count)) }

    private func probability(_ count: Int) -> Double {
        let later = FisherExact.Sample(count, of: Int(after.trials))
        let earlier = FisherExact.Sample(Int(before.count), of: Int(before.trials))
        let isSpace = measure == .space
        if isExhaustive {
            let isMore =
                later.rate * (isSpace ? points.after : 1)
                > earlier.rate * (isSpace ? points.before : 1)
            return isMore ? 0 : 1
        }
        guard isSpace else { return FisherExact(later, against: earlier).oneSided }
        // Were there equally many, each one seen would be the later campaign's with this
        // probability (see `FailureRatio`).
        let rate =
            Double(after.trials) / points.after
            / (Double(after.trials) / points.after + Double(before.trials) / points.before)
        return Binomial.atLeast(count, of: count + Int(before.count), rate: rate)
    }

    /// The smallest number afterwards whose probability is at most this; nil where none is.
    ///
    /// - Complexity: O(log trials) probabilities.
    func noticed(at level: Double) -> UInt64? {
        var (low, high) = (0, Int(after.trials))
        guard probability(high) <= level else { return nil }
        while low < high {
            let middle = (low + high) / 2
            if probability(middle) <= level { high = middle } else { low = middle + 1 }
        }
        return UInt64(low)
    }

    /// Both taken together; of two parts of the same campaigns.
    func joined(_ other: ComparedPair, confidence: Double) -> ComparedPair {
        func sum(
            _ one: CampaignFigures.Share, _ other: CampaignFigures.Share
        ) -> CampaignFigures.Share {
            CampaignFigures.Share(
                one.count + other.count, of: one.trials + other.trials, confidence: confidence)
        }
        var joined = self
        joined.line = nil
        joined.before = sum(before, other.before)
        joined.after = sum(after, other.after)
        joined.points = (points.before + other.points.before, points.after + other.points.after)
        return joined
    }
}

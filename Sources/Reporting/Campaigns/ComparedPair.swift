import Statistics

/// One question put to two campaigns: whether a share is higher in the later one.
struct ComparedPair {
    var vote: String
    /// Nil: over all lines that both have.
    var line: String?
    var measure: CampaignComparison.Measure
    var before: CampaignFigures.Share
    var after: CampaignFigures.Share
    /// Faults that the judged trials stand for, at least 1.
    var points: (before: Double, after: Double)
    /// Whether all faults of a space were counted, so that nothing is left to chance.
    var isWhole: (before: Bool, after: Bool)

    /// Of as much or more afterwards, were nothing worse; without chance 0 or 1.
    var probability: Double { probability(Int(after.count)) }

    private func probability(_ count: Int) -> Double {
        let later = FisherExact.Sample(count, of: Int(after.trials))
        let earlier = FisherExact.Sample(Int(before.count), of: Int(before.trials))
        let isSpace = measure == .space
        switch isWhole {
        case (true, true):
            let isMore =
                isSpace ? later.events > earlier.events : later.rate > earlier.rate
            return isMore ? 0 : 1
        case (true, false):
            let rate = isSpace ? Double(earlier.events) / points.after : earlier.rate
            return Binomial.atLeast(count, of: later.trials, rate: min(1, rate))
        case (false, true):
            let rate = isSpace ? Double(count) / points.before : later.rate
            return 1
                - Binomial.atLeast(earlier.events + 1, of: earlier.trials, rate: min(1, rate))
        case (false, false): return sampled(later, earlier)
        }
    }

    /// Both are samples.
    private func sampled(
        _ later: FisherExact.Sample, _ earlier: FisherExact.Sample
    ) -> Double {
        guard measure == .space else { return FisherExact(later, against: earlier).oneSided }
        // Were there equally many, each one seen would be the later campaign's with this
        // probability (see `FailureRatio`).
        let rate =
            Double(after.trials) / points.after
            / (Double(after.trials) / points.after + Double(before.trials) / points.before)
        return Binomial.atLeast(later.events, of: later.events + earlier.events, rate: rate)
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
            _ one: CampaignFigures.Share, _ other: CampaignFigures.Share, _ isWhole: Bool
        ) -> CampaignFigures.Share {
            CampaignFigures.Share(
                one.count + other.count, of: one.trials + other.trials,
                confidence: isWhole ? nil : confidence)
        }
        var joined = self
        joined.line = nil
        joined.before = sum(before, other.before, isWhole.before)
        joined.after = sum(after, other.after, isWhole.after)
        joined.points = (points.before + other.points.before, points.after + other.points.after)
        return joined
    }
}

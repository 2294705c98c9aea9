extension ClusteredBinomial {
    /// Two answers to one question; see there what each supposes.
    package struct Answers<Answer: Codable & Equatable & Sendable>: Codable, Equatable, Sendable {
        package var overTrials: Answer
        package var overClusters: Answer
    }

    /// The two-sided intervals.
    ///
    /// Of clusters, the upper end counts those with any failure and the lower end those with
    /// failures only: the mean rate of a cluster is at most the share of the former, and at least
    /// that of the latter. In this mean each cluster weighs the same, so it is the rate where they
    /// are of one size.
    ///
    /// - Parameter confidence: above 0, below 1.
    package func intervals(confidence: Double) -> Answers<Interval> {
        let effective = effectiveTrials(confidence: confidence)
        let some = clusters.count { $0.failures > 0 }
        let all = clusters.count { $0.failures == $0.trials }
        func over(_ count: Int) -> Interval {
            Binomial.clopperPearson(count, of: clusters.count, confidence: confidence)
        }
        return Answers(
            overTrials: Binomial.clopperPearson(
                effective: effective * rate, of: effective, confidence: confidence),
            overClusters: Interval(low: over(all).low, high: over(some).high))
    }

    /// The one-sided upper bounds. Without a failure those of `Binomial.zeroFailureBound`, of all
    /// trials and of one trial a cluster.
    ///
    /// With this confidence the rate is not above `overTrials`, and the share of clusters that show
    /// a failure in as many trials is not above `overClusters`: that is a bound on the rate, too,
    /// only where clusters weigh the same.
    ///
    /// - Parameter confidence: above 0.5, below 1.
    package func upperBounds(confidence: Double) -> Answers<Double> {
        precondition(confidence > 0.5 && confidence < 1, "a confidence of \(confidence)")
        let intervals = intervals(confidence: 2 * confidence - 1)
        return Answers(
            overTrials: intervals.overTrials.high, overClusters: intervals.overClusters.high)
    }
}

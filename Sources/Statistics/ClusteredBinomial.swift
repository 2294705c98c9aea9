/// A rate over trials that come in clusters: of one demand, of one mutant, whose trials resemble
/// each other and so tell less than as many independent ones.
///
/// Clusters are what was drawn at random; within one, trials may depend on each other in any way.
/// Two answers, to be shown side by side:
///
/// - `overTrials` is that of E. L. Korn, B. I. Graubard, "Confidence Intervals for Proportions with
///   Small Expected Number of Positive Counts Estimated from Survey Data", Survey Methodology
///   24(2), 1998: the interval of Clopper and Pearson on effective counts, with
///   n* = p (1 − p) / v · (t(n − 1) / t(k − 1))² for n trials in k clusters, where v is the
///   variance of the ratio estimator between clusters, k / (k − 1) · Σ (yᵢ − p mᵢ)² / n².
/// - `overClusters` makes one observation of a cluster. It supposes nothing about how clusters
///   differ, and it stands where no variance can be seen.
///
/// With few clusters that fail often among many that do not, the variance seen tends to be too low
/// together with the rate: of simulated experiments with 30 clusters of 50, a rate of 5 % and a
/// correlation of 0.3, 7 in 100 had an upper end of `overTrials` below the rate, where 2.5 were
/// meant (35 with the plain interval, none with `overClusters`).
///
/// Deviations from the paper:
///
/// - A design effect below 1 is taken as 1: clusters that differ less than chance would let them
///   are no reason to claim more than the trials are.
/// - With no failure, with failures only, or with one cluster no variance is seen. Then
///   `overTrials` is the plain interval over all trials, true if the trials are independent, and
///   `designEffect` is nil. Whoever cannot argue that they are claims `overClusters`: a rare kind
///   of cluster that always fails and that was not met looks just like no failures at all.
package struct ClusteredBinomial: Equatable, Sendable {
    /// The trials of one demand, or of one mutant.
    package struct Cluster: Equatable, Sendable {
        /// 0 ... trials.
        package var failures: Int
        /// At least 0; a cluster without trials says nothing and is left out.
        package var trials: Int

        package init(failures: Int, trials: Int) {
            precondition(0...max(trials, 0) ~= failures, "\(failures) of \(trials)")
            self.failures = failures
            self.trials = trials
        }
    }

    package let clusters: [Cluster]
    package let failures: Int
    package let trials: Int

    /// - Returns: nil where no cluster has a trial.
    /// - Complexity: O(clusters).
    package init?(_ clusters: [Cluster]) {
        self.clusters = clusters.filter { $0.trials > 0 }
        failures = self.clusters.reduce(0) { $0 + $1.failures }
        trials = self.clusters.reduce(0) { $0 + $1.trials }
        if trials == 0 { return nil }
    }

    /// Failures a trial, 0 ... 1.
    package var rate: Double { Double(failures) / Double(trials) }

    /// How many trials do for one independent trial, as seen, at least 1; nil where no variance
    /// can be seen.
    package var designEffect: Double? {
        guard failures > 0, failures < trials, clusters.count > 1 else { return nil }
        let squares = clusters.reduce(0.0) { sum, cluster in
            let excess = Double(cluster.failures) - rate * Double(cluster.trials)
            return sum + excess * excess
        }
        let count = Double(clusters.count)
        let independent = rate * (1 - rate) * Double(trials)
        return max(1, count / (count - 1) * squares / independent)
    }

    /// n*: how many independent trials would tell as much, at most `trials`. Lower for few
    /// clusters, by which the variance is badly known.
    ///
    /// - Parameter confidence: above 0, below 1.
    package func effectiveTrials(confidence: Double) -> Double {
        guard let designEffect else { return Double(trials) }
        let part = (1 + confidence) / 2
        let adjustment =
            StudentT.quantile(part, degreesOfFreedom: trials - 1)
            / StudentT.quantile(part, degreesOfFreedom: clusters.count - 1)
        return Double(trials) / designEffect * min(1, adjustment * adjustment)
    }

    /// How many trials do for one of `effectiveTrials`, at least 1: the design effect, with few
    /// clusters reckoned in.
    ///
    /// - Parameter confidence: above 0, below 1.
    package func trialsForOne(confidence: Double) -> Double {
        max(1, Double(trials) / effectiveTrials(confidence: confidence))
    }
}

/// How often replicas are wrong together, and how often alike: the failures that a vote does not
/// mask.
///
/// Identical wrong answers are counted apart, as in J. C. Knight, N. G. Leveson, "An Experimental
/// Evaluation of the Assumption of Independence in Multiversion Programming", IEEE Transactions on
/// Software Engineering SE-12(1), 1986: different ones leave a vote without a majority, identical
/// ones can win it.
///
/// The intervals are for trials drawn independently. Where several share a demand or a mutant,
/// make clusters of what `WrongAnswers` says of each, and give the largest design effect that
/// `ClusteredBinomial` sees in them: intervals are then those of so many fewer trials.
package struct CommonMode: Equatable, Sendable {
    /// Which replicas were wrong, and in how many trials just these.
    package struct Pattern: Equatable, Sendable {
        /// Bit r is replica r.
        package let replicas: UInt64
        package let trials: Int
    }

    package let replicas: Int
    /// Above 0.
    package let trials: Int
    /// Each that occurred once, in the order of its bits.
    package let patterns: [Pattern]
    /// At k, trials in which the wrong answer given most often was given by k; up to `replicas`.
    package let trialsByAlike: [Int]

    /// - Parameters:
    ///   - replicas: 2 ... `WrongAnswers.replicasMax`.
    ///   - trials: each once, those without a wrong answer included.
    /// - Returns: nil without a trial.
    /// - Complexity: O(trials).
    package init?(replicas: Int, trials: some Sequence<WrongAnswers>) {
        precondition(2...WrongAnswers.replicasMax ~= replicas, "\(replicas) replicas")
        var byAlike = Array(repeating: 0, count: replicas + 1)
        var byPattern: [UInt64: Int] = [:]
        for trial in trials {
            let wrong = trial.replicas
            precondition(
                wrong.leadingZeroBitCount >= UInt64.bitWidth - replicas,
                "\(trial.groups) of \(replicas) replicas")
            byPattern[wrong, default: 0] += 1
            byAlike[trial.alikeMost] += 1
        }
        self.replicas = replicas
        self.trials = byAlike.reduce(0, +)
        patterns = byPattern.map { Pattern(replicas: $0, trials: $1) }
            .sorted { $0.replicas < $1.replicas }
        trialsByAlike = byAlike
        if self.trials == 0 { return nil }
    }

    /// By replica, in how many trials it was wrong.
    package var wrongTrials: [Int] {
        (0..<replicas).map { replica in
            patterns.reduce(0) { $0 + ($1.replicas >> UInt64(replica) & 1 == 1 ? $1.trials : 0) }
        }
    }

    /// At k, trials in which exactly k replicas were wrong; up to `replicas`.
    package var trialsByWrong: [Int] {
        patterns.reduce(into: Array(repeating: 0, count: replicas + 1)) { counts, pattern in
            counts[pattern.replicas.nonzeroBitCount] += pattern.trials
        }
    }

    /// Trials in which two or more replicas were wrong.
    package var together: Int { trialsByWrong[2...].reduce(0, +) }

    /// Trials in which two or more replicas gave the same wrong answer.
    package var identical: Int { trialsByAlike[2...].reduce(0, +) }

    /// Trials in which two or more were wrong and no two alike.
    package var different: Int { together - identical }

    /// Of a number of these trials, the interval of Clopper and Pearson on its rate.
    ///
    /// - Parameters:
    ///   - confidence: above 0, below 1.
    ///   - effect: how many trials do for one independent trial, at least 1.
    package func interval(
        of count: Int, confidence: Double, designEffect effect: Double = 1
    ) -> Interval {
        precondition(effect >= 1, "a design effect of \(effect)")
        return Binomial.clopperPearson(
            effective: Double(count) / effect, of: Double(trials) / effect, confidence: confidence)
    }
}

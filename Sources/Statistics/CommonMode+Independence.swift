extension CommonMode {
    /// What independent replicas would do, and how many times as often it was seen.
    package struct Independence: Codable, Equatable, Sendable {
        /// P(two or more wrong), were each wrong at its own observed rate and independently.
        package var rate: Double
        package var interval: Interval
        /// Observed by independent; nil where the observed rates make the latter 0.
        package var ratio: Double?
        /// Above 1 throughout: failures have causes in common. The reverse does not hold: a common
        /// cause raises each replica's own rate, too, and with many replicas or high rates that
        /// alone can explain the trials with two.
        package var ratioInterval: RatioInterval
    }

    /// What the interval of each single rate is asked for, so that all of them hold together.
    package func confidence(ofEach confidence: Double) -> Double {
        1 - (1 - confidence) / Double(replicas + 1)
    }

    /// The observed rate of being wrong together beside that of independent replicas.
    ///
    /// The rate of independent replicas only grows with each replica's own, so it lies between
    /// those of all lower and of all upper ends, with C. E. Bonferroni's inequality: each interval
    /// at 1 − (1 − C) / (replicas + 1). It is wider than it need be.
    ///
    /// Observed and independent rate come from the same trials and grow together, so the ratio is
    /// known better than from two such intervals. Its variance is that of the influence that each
    /// trial has on its logarithm (F. R. Hampel, "The Influence Curve and Its Role in Robust
    /// Estimation", Journal of the American Statistical Association 69(346), 1974); its shape is
    /// that of the interval of Clopper and Pearson on so many coincidences as would vary as much,
    /// which is how `ClusteredBinomial` does it. Never on more than were seen, though the variance
    /// may allow it: few coincidences tell it badly. In simulations the interval missed the ratio
    /// on either side in at most 1 of 100 cases where 2.5 are meant, and in 2 to 4 where a rare
    /// cause hits all of six replicas and a common one two (there the observed rate's interval
    /// over the independent rate, taken for known, missed in 12). With no coincidence there is no
    /// variance to see, and the ratio gets the two wide intervals after all.
    ///
    /// - Parameters:
    ///   - confidence: above 0, below 1.
    ///   - effect: how many trials do for one independent trial, at least 1.
    /// - Complexity: O(replicas · (replicas + patterns)).
    package func independence(
        confidence: Double, designEffect effect: Double = 1
    ) -> Independence {
        let each = self.confidence(ofEach: confidence)
        let wrong = wrongTrials
        let own = wrong.map { interval(of: $0, confidence: each, designEffect: effect) }
        let expected = Interval(
            low: Self.twoOrMore(own.map(\.low)), high: Self.twoOrMore(own.map(\.high)))
        let rates = wrong.map { Double($0) / Double(trials) }
        let rate = Self.twoOrMore(rates)
        guard together > 0 else {
            let most = interval(of: 0, confidence: each, designEffect: effect).high
            return Independence(
                rate: rate, interval: expected, ratio: rate > 0 ? 0 : nil,
                ratioInterval: RatioInterval(
                    low: 0, high: expected.low > 0 ? most / expected.low : nil))
        }
        let ratio = Double(together) / Double(trials) / rate
        let all = Double(trials) / effect
        let effective = min(Double(together), 1 / variance(rates, independent: rate)) / effect
        let counted = Binomial.clopperPearson(
            effective: effective, of: all, confidence: confidence)
        let scale = ratio * all / effective
        return Independence(
            rate: rate, interval: expected, ratio: ratio,
            ratioInterval: RatioInterval(low: scale * counted.low, high: scale * counted.high))
    }

    /// Of the logarithm of the ratio; there is a coincidence.
    private func variance(_ rates: [Double], independent: Double) -> Double {
        // The rate is linear in each replica's own.
        let slopes = rates.indices.map { replica in
            var changed = rates
            changed[replica] = 1
            let raised = Self.twoOrMore(changed)
            changed[replica] = 0
            return raised - Self.twoOrMore(changed)
        }
        let all = Double(trials)
        let influences = patterns.map { pattern in
            let expected = slopes.enumerated().reduce(0) { sum, slope in
                sum + (pattern.replicas >> UInt64(slope.offset) & 1 == 1 ? slope.element : 0)
            }
            let isTogether = pattern.replicas.nonzeroBitCount > 1
            return (isTogether ? all / Double(together) : 0) - expected / independent
        }
        func mean(_ value: (Double) -> Double) -> Double {
            zip(patterns, influences).reduce(0) { $0 + Double($1.0.trials) * value($1.1) } / all
        }
        let middle = mean { $0 }
        return mean { ($0 - middle) * ($0 - middle) } / all
    }

    /// P(two or more) of independent events, summed over which of them is the second: nothing is
    /// taken from a sum near 1, so that rare events keep their digits.
    private static func twoOrMore(_ rates: [Double]) -> Double {
        var none = 1.0
        var one = 0.0
        var more = 0.0
        for rate in rates {
            more += one * rate
            one = one * (1 - rate) + none * rate
            none *= 1 - rate
        }
        return more
    }
}

import Statistics

/// How often an interval lies beside the figure that was meant.
struct Misses {
    /// The interval is below the figure: too little was claimed to be possible.
    var below = 0
    /// The interval is above the figure.
    var above = 0

    /// Of several methods on the same simulated experiments.
    ///
    /// - Parameter intervals: of one experiment, by method.
    static func count(
        _ experiments: Int, seed: UInt64, truth: Double,
        intervals: (inout SeededDraws) -> [Interval]
    ) -> [Misses] {
        var draws = SeededDraws(seed: seed)
        var misses: [Misses] = []
        for _ in 0..<experiments {
            let found = intervals(&draws)
            if misses.isEmpty { misses = found.map { _ in Misses() } }
            for (method, interval) in found.enumerated() {
                if interval.high < truth - 1e-12 { misses[method].below += 1 }
                if interval.low > truth + 1e-12 { misses[method].above += 1 }
            }
        }
        return misses
    }
}

extension SeededDraws {
    mutating func happens(_ rate: Double) -> Bool {
        Double.random(in: 0..<1, using: &self) < rate
    }

    mutating func failures(of trials: Int, rate: Double) -> Int {
        (0..<trials).count { _ in happens(rate) }
    }

    /// Of trials whose common rate is drawn from a beta distribution with this mean, so that any
    /// two of them have this correlation; by Pólya's urn.
    mutating func failures(of trials: Int, rate: Double, correlation: Double) -> Int {
        let balls = (1 - correlation) / correlation
        return (0..<trials).reduce(0) { failures, trial in
            let chance = (rate * balls + Double(failures)) / (balls + Double(trial))
            return failures + (happens(chance) ? 1 : 0)
        }
    }
}

/// How much each version, and each block of demands, moves the figures of an estimator: what is
/// different without it.
struct Jackknife {
    /// By figure, one influence a unit left out; scaled so that their squares sum to the variance.
    let influences: [[Double]]

    /// Demands are left out by blocks: the sums of squares and cubes are expected to be the same.
    private static let blocksMax = 200

    /// - Complexity: versions + at most 200 times the estimator's cost.
    init(_ estimator: any Estimator, _ variation: Bootstrap.Variation) {
        let once = Array(repeating: 1.0, count: estimator.versions)
        let demands = estimator.patternOfDemand
        var all = Array(repeating: 0.0, count: estimator.patternCount)
        for pattern in demands { all[Int(pattern)] += 1 }
        var influences = Array(repeating: [Double](), count: estimator.figures.count)
        func take(_ without: [[Double]]) {
            let count = Double(without.count)
            for figure in influences.indices {
                let mean = without.reduce(0) { $0 + $1[figure] } / count
                influences[figure] += without.map { (mean - $0[figure]) * (count - 1) / count }
            }
        }
        if variation != .demands {
            take(
                once.indices.map { version in
                    var multiplicity = once
                    multiplicity[version] = 0
                    return estimator.figures(multiplicity: multiplicity, weights: all)
                })
        }
        if variation != .versions {
            let blocks = min(Self.blocksMax, demands.count)
            take(
                (0..<blocks).map { block in
                    var weights = all
                    for demand in stride(from: block, to: demands.count, by: blocks) {
                        weights[Int(demands[demand])] -= 1
                    }
                    return estimator.figures(multiplicity: once, weights: weights)
                })
        }
        self.influences = influences.map { $0.contains { $0.isNaN } ? [] : $0 }
    }
}

/// Figures that are computed from recorded answers, and again from each resample of them.
package protocol Estimator: Sendable {
    /// By demand, which of the `patternCount` patterns it has.
    var patternOfDemand: [Int32] { get }
    var patternCount: Int { get }
    var versions: Int { get }

    /// The figures, always as many; NaN where these weights leave one undefined.
    ///
    /// - Parameters:
    ///   - multiplicity: by version, how often it was drawn.
    ///   - weights: by pattern, how many of the demands drawn have it.
    func figures(multiplicity: [Double], weights: [Double]) -> [Double]
}

extension Estimator {
    /// The figures of the recorded answers themselves.
    package var figures: [Double] {
        var weights = Array(repeating: 0.0, count: patternCount)
        for pattern in patternOfDemand { weights[Int(pattern)] += 1 }
        return figures(multiplicity: Array(repeating: 1, count: versions), weights: weights)
    }
}

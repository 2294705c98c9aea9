import Foundation

/// How two versions stand to each other, for every pair; all matrices are symmetric.
package struct PairFigures: Codable, Equatable, Sendable {
    /// Demands on which the two answers differ, or one is missing, as a part of all.
    package var disagreement: [[Double]]
    /// Cov(A fails, B fails); empty without a truth.
    package var covariance: [[Double]]
    /// The correlation of the two failures, −1 ... 1; nil where one never or always fails, which is
    /// correlated with nothing. Empty without a truth.
    package var phi: [[Double?]]

    /// B. Littlewood, D. R. Miller, "Conceptual Modeling of Coincident Failures in Multiversion
    /// Software", IEEE TSE 15(12), 1989: P(A and B fail) = E[Θ_A] E[Θ_B] + Cov(Θ_A, Θ_B), and
    /// unlike Eckhardt and Lee's variance the covariance may be negative: then the pair is better
    /// than independent. Here each method is known by one version, so Θ is 0 or 1.
    ///
    /// - Complexity: versions² × demands.
    package init(_ votes: RecordedVotes) {
        let versions = votes.versions
        disagreement = Self.matrix(versions) { one, other in
            if one == other { return 0 }
            let differing = zip(votes.classes[one], votes.classes[other]).reduce(0) {
                $0 + ($1.0 != $1.1 || $1.0 == RecordedVotes.noAnswer ? 1 : 0)
            }
            return Double(differing) / Double(votes.demands)
        }
        covariance = []
        phi = []
        guard votes.truth != nil else { return }
        let failures = (0..<versions).map { votes.failures(of: $0) }
        let demands = Double(votes.demands)
        let rates = failures.map { Double($0.count) / demands }
        let covariance = Self.matrix(versions) { one, other in
            let both = Double(failures[one].common(with: failures[other])) / demands
            return both - rates[one] * rates[other]
        }
        self.covariance = covariance
        phi = Self.matrix(versions) { one, other in
            let variances = rates[one] * (1 - rates[one]) * rates[other] * (1 - rates[other])
            return variances > 0 ? covariance[one][other] / variances.squareRoot() : nil
        }
    }

    private static func matrix<Value>(
        _ count: Int, _ value: (Int, Int) -> Value
    ) -> [[Value]] {
        (0..<count).map { row in
            (0..<count).map { value(min(row, $0), max(row, $0)) }
        }
    }
}

import Statistics

/// How often two versions fail together, beside what independence would have it.
///
/// D. E. Eckhardt, L. D. Lee, "A Theoretical Basis for the Analysis of Multiversion Software
/// Subject to Coincident Errors", IEEE TSE 11(12), 1985: if Θ(x) is the chance that a version drawn
/// from all that could be written fails on demand x, one fails with E[Θ] and two fail together with
/// E[Θ²] = E[Θ]² + Var Θ, so independently written versions fail independently only if all demands
/// are equally hard. Of n versions with s(x) failing, s(s − 1) / (n(n − 1)) estimates Θ² without
/// bias; s² / n² would count every version as its own partner.
package struct CoincidentFailures: Estimator {
    package let versions: Int
    /// A pattern is the versions that fail.
    private let patterns: Patterns<[Int32]>

    /// - Parameter votes: with a truth.
    package init(_ votes: RecordedVotes) {
        versions = votes.versions
        patterns = Patterns(demands: votes.demands) { demand in
            (0..<votes.versions).filter { votes.fails($0, on: demand) }.map { Int32($0) }
        }
    }

    package var patternOfDemand: [Int32] { patterns.ofDemand }
    package var patternCount: Int { patterns.all.count }

    package enum Figure: Int, CaseIterable, Sendable {
        /// E[Θ]: a version fails.
        case one
        /// E[Θ²]: two different versions both fail.
        case pair
        /// E[Θ]²: what the pair would do if failures were independent.
        case independentPair
        /// E[Θ²] / E[Θ]².
        case ratio
        /// P(the other fails | one fails) = E[Θ²] / E[Θ].
        case otherGivenOne
    }

    package func figures(multiplicity: [Double], weights: [Double]) -> [Double] {
        let everyone = GroupPolynomial(
            size: 2, members: 0..<Int32(versions), multiplicity: multiplicity)
        var ones = 0.0
        var pairs = 0.0
        for (failing, weight) in zip(patterns.all, weights) where weight > 0 {
            let counts = GroupPolynomial(size: 2, members: failing, multiplicity: multiplicity)
            ones += weight * counts[1]
            pairs += weight * counts[2]
        }
        let demands = weights.reduce(0, +)
        let one = ones / (everyone[1] * demands)
        let pair = pairs / (everyone[2] * demands)
        return [one, pair, one * one, pair / (one * one), pair / one]
    }

    /// How many of a group fail on a demand, three ways.
    package struct GroupRate: Codable, Equatable, Sendable {
        /// At least so many of the group fail.
        package var failing: Int
        /// Over all groups of different recorded versions.
        package var observed: Double
        /// Eckhardt and Lee's E[Σ C(g, j) Θ^j (1 − Θ)^(g−j)] with Θ(x) = s(x) / n. Takes versions
        /// from n as if they were put back, so it lies above `observed` for more than one.
        package var eckhardtLee: Double
        /// Binomial with E[Θ]: as if failures were independent.
        package var independent: Double
    }

    /// For 1 ... `size` failing versions of a group.
    package func groupRates(size: Int) -> [GroupRate] {
        let mean = figures[Figure.one.rawValue]
        let observed = observedRates(size: size)
        let demands = Double(patternOfDemand.count)
        return (1...size).map { failing in
            let model = patterns.all.map { members in
                Binomial.atLeast(
                    failing, of: size, rate: Double(members.count) / Double(versions))
            }
            let sum = patternOfDemand.reduce(0.0) { $0 + model[Int($1)] }
            return GroupRate(
                failing: failing, observed: observed[failing - 1], eckhardtLee: sum / demands,
                independent: Binomial.atLeast(failing, of: size, rate: mean))
        }
    }

    private func observedRates(size: Int) -> [Double] {
        let once = Array(repeating: 1.0, count: versions)
        var sums = Array(repeating: 0.0, count: size)
        var weights = Array(repeating: 0.0, count: patternCount)
        for pattern in patternOfDemand { weights[Int(pattern)] += 1 }
        for (failing, weight) in zip(patterns.all, weights) {
            let bad = GroupPolynomial(size: size, members: failing, multiplicity: once)
            let good = GroupPolynomial(
                size: size, members: 0..<Int32(versions - failing.count), multiplicity: once)
            for count in 1...size {
                sums[count - 1] += weight * bad.groups(taking: count...size, restFrom: good)
            }
        }
        let groups = GroupPolynomial(
            size: size, members: 0..<Int32(versions), multiplicity: once
        ).groups
        return sums.map { $0 / (groups * Double(patternOfDemand.count)) }
    }
}

/// What a permissive vote would have done, over all groups of one size and every threshold: it
/// lets the hazardous thing happen when at least `agree` of the group say so.
///
/// Nothing is sampled: of n versions of which s allow, the groups with j of them are counted with
/// `GroupPolynomial`; with every version once that is the hypergeometric distribution.
package struct PermissiveVote: Estimator {
    struct Pattern: Hashable, Sendable {
        /// Those that allow.
        let allowing: [Int32]
        /// Whether it must be allowed; nil without a truth.
        let must: Bool?
    }

    package let size: Int
    package let versions: Int
    private let patterns: Patterns<Pattern>

    /// - Parameter size: of a group, 1 … the number of versions.
    package init(_ votes: PermissiveVotes, size: Int) {
        let versions = votes.allowing.count
        precondition(1...versions ~= size, "no group of \(size) in \(versions)")
        self.size = size
        self.versions = versions
        patterns = Patterns(demands: votes.demands) { demand in
            Pattern(
                allowing: (0..<versions).filter { votes.allowing[$0].contains(demand) }
                    .map { Int32($0) },
                must: votes.must?.contains(demand))
        }
    }

    package var patternOfDemand: [Int32] { patterns.ofDemand }
    package var patternCount: Int { patterns.all.count }

    package enum Outcome: Int, CaseIterable, Sendable {
        /// Allowed, of the demands that must not be.
        case falsePermissive
        /// Not allowed, of the demands that must be.
        case lostPermissive
        /// Allowed, of all demands.
        case allowed
    }

    /// Where in `figures` the rate of an outcome stands.
    package func index(_ outcome: Outcome, agree: Int) -> Int {
        (agree - 1) * Outcome.allCases.count + outcome.rawValue
    }

    /// The rates of all outcomes, threshold by threshold; NaN where no demand is of that kind.
    package func figures(multiplicity: [Double], weights: [Double]) -> [Double] {
        var sums = Array(repeating: 0.0, count: size * Outcome.allCases.count)
        var must = 0.0
        var mustNot = 0.0
        let groups = GroupPolynomial(
            size: size, members: 0..<Int32(versions), multiplicity: multiplicity
        ).groups
        for (pattern, weight) in zip(patterns.all, weights) where weight > 0 {
            if pattern.must == true { must += weight }
            if pattern.must == false { mustNot += weight }
            add(pattern, weight, groups: groups, multiplicity, to: &sums)
        }
        let demands = weights.reduce(0, +)
        guard groups > 0 else { return sums.map { _ in .nan } }
        for agree in 1...size {
            sums[index(.falsePermissive, agree: agree)] /= groups * mustNot
            sums[index(.lostPermissive, agree: agree)] /= groups * must
            sums[index(.allowed, agree: agree)] /= groups * demands
        }
        return sums
    }

    private func add(
        _ pattern: Pattern, _ weight: Double, groups: Double, _ multiplicity: [Double],
        to sums: inout [Double]
    ) {
        var multiplicityOfOthers = multiplicity
        for member in pattern.allowing { multiplicityOfOthers[Int(member)] = 0 }
        let allowing = GroupPolynomial(
            size: size, members: pattern.allowing, multiplicity: multiplicity)
        let others = GroupPolynomial(
            size: size, members: 0..<Int32(versions), multiplicity: multiplicityOfOthers)
        var allowed = 0.0
        for agree in stride(from: size, through: 1, by: -1) {
            allowed += allowing[agree] * others[size - agree]
            sums[index(.allowed, agree: agree)] += weight * allowed
            if pattern.must == false {
                sums[index(.falsePermissive, agree: agree)] += weight * allowed
            } else if pattern.must == true {
                let lost = allowing.groups(taking: 0..<agree, restFrom: others)
                sums[index(.lostPermissive, agree: agree)] += weight * lost
            }
        }
    }
}

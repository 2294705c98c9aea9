/// What a vote on equal answers would have done, over all groups of one size and every threshold.
///
/// Of a demand only the sizes of its classes matter, so nothing is sampled: the groups are counted
/// with `GroupPolynomial`. Cost per demand: versions × size, and classes × size² per threshold.
package struct AgreementVote: Estimator {
    /// How the versions stand on a demand.
    package struct Pattern: Hashable, Sendable {
        /// Those that gave the right answer.
        var right: [Int32] = []
        /// Classes of two and more that gave the same wrong answer; without a truth, any answer.
        var wrong: [[Int32]] = []
        /// Those whose wrong answer nobody shares.
        var lone: [Int32] = []
        /// Those without an answer.
        var out: [Int32] = []

        init(ballots: [Int32], truth: Int32?) {
            var places: [Int32: Int] = [:]
            var classes: [[Int32]] = []
            for (version, ballot) in ballots.enumerated() {
                let member = Int32(version)
                if ballot == RecordedVotes.noAnswer {
                    out.append(member)
                } else if ballot == truth {
                    right.append(member)
                } else if let place = places[ballot] {
                    classes[place].append(member)
                } else {
                    places[ballot] = classes.count
                    classes.append([member])
                }
            }
            wrong = classes.filter { $0.count > 1 }
            lone = classes.filter { $0.count == 1 }.flatMap { $0 }
        }
    }

    package let size: Int
    package let versions: Int
    private let patterns: Patterns<Pattern>

    /// - Parameter size: of a group, 1 … the number of versions.
    package init(_ votes: RecordedVotes, size: Int) {
        precondition(1...votes.versions ~= size, "no group of \(size) in \(votes.versions)")
        self.size = size
        versions = votes.versions
        patterns = Patterns(demands: votes.demands) { demand in
            Pattern(ballots: votes.ballots(on: demand), truth: votes.truth?[demand])
        }
    }

    package var patternOfDemand: [Int32] { patterns.ofDemand }
    package var patternCount: Int { patterns.all.count }

    /// What becomes of a vote under one threshold; the three rates sum to 1.
    package enum Outcome: Int, CaseIterable, Sendable {
        /// A wrong answer can be elected: at least `agree` of the group gave it. Without a truth,
        /// an answer can be elected.
        case wrong
        /// No answer has `agree` equal ballots.
        case restrictive
        /// The right answer is elected, and no wrong one can be.
        case right
    }

    /// Where in `figures` the rate of an outcome stands.
    package func index(_ outcome: Outcome, agree: Int) -> Int {
        (agree - 1) * Outcome.allCases.count + outcome.rawValue
    }

    /// The rates of all outcomes, threshold by threshold; see `index`.
    package func figures(multiplicity: [Double], weights: [Double]) -> [Double] {
        let everyone = GroupPolynomial(
            size: size, members: 0..<Int32(versions), multiplicity: multiplicity)
        var sums = Array(repeating: 0.0, count: size * Outcome.allCases.count)
        let groups = everyone.groups
        let demands = weights.reduce(0, +)
        guard groups > 0, demands > 0 else { return sums.map { _ in .nan } }
        for (pattern, weight) in zip(patterns.all, weights) where weight > 0 {
            add(pattern, weight, groups: groups, multiplicity, to: &sums)
        }
        return sums.map { $0 / (groups * demands) }
    }

    private func add(
        _ pattern: Pattern, _ weight: Double, groups: Double, _ multiplicity: [Double],
        to sums: inout [Double]
    ) {
        var rest = polynomial(pattern.out, multiplicity)
        let alwaysOut = rest
        for member in pattern.lone { rest.insert(multiplicity[Int(member)]) }
        let right = polynomial(pattern.right, multiplicity)
        let wrong = pattern.wrong.map { polynomial($0, multiplicity) }
        let largestWrong = pattern.wrong.map(\.count).max() ?? (pattern.lone.isEmpty ? 0 : 1)
        for agree in 1...size {
            let harmless = wrong.reduce(agree == 1 ? alwaysOut : rest) {
                $0.times($1, below: agree)
            }
            let isSafe = largestWrong < agree
            let safe = isSafe ? groups : harmless.groups(taking: 0...size, restFrom: right)
            let undecided = harmless.groups(taking: (size - agree + 1)...size, restFrom: right)
            sums[index(.wrong, agree: agree)] += weight * max(0, groups - safe)
            sums[index(.restrictive, agree: agree)] += weight * undecided
            sums[index(.right, agree: agree)] += weight * max(0, safe - undecided)
        }
    }

    private func polynomial(_ members: [Int32], _ multiplicity: [Double]) -> GroupPolynomial {
        GroupPolynomial(size: size, members: members, multiplicity: multiplicity)
    }

    /// How often two different answers both have `agree` equal ballots; 0 when `2 * agree > size`.
    package func tieRate(agree: Int) -> Double {
        guard 2 * agree <= size else { return 0 }
        let once = Array(repeating: 1.0, count: versions)
        let groups = GroupPolynomial(
            size: size, members: 0..<Int32(versions), multiplicity: once
        ).groups
        let ties = patterns.all.map { pattern in
            groups - atMostOne(pattern, agree: agree, once)
        }
        let sum = patternOfDemand.reduce(0.0) { $0 + ties[Int($1)] }
        return max(0, sum / (groups * Double(patternOfDemand.count)))
    }

    /// The groups in which at most one class has `agree` members.
    private func atMostOne(_ pattern: Pattern, agree: Int, _ once: [Double]) -> Double {
        var none = polynomial(pattern.out, once)
        var one = none.minus(none)
        for members in pattern.wrong + pattern.lone.map({ [$0] }) + [pattern.right] {
            let whole = polynomial(members, once)
            let few = GroupPolynomial(size: size).times(whole, below: agree)
            one = one.times(few).plus(none.times(whole.minus(few)))
            none = none.times(few)
        }
        return none.plus(one).groups
    }
}

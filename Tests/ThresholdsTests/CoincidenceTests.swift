import Testing
import Thresholds

@Suite struct CoincidenceTests {
    private let votes = BruteForce.table(versions: 7, demands: 50, seed: 8)

    private func failed(_ version: Int, _ demand: Int) -> Double {
        votes.fails(version, on: demand) ? 1 : 0
    }

    @Test func `pairs of different versions are what is counted`() {
        var one = 0.0
        var pair = 0.0
        for demand in 0..<50 {
            for first in 0..<7 {
                one += failed(first, demand) / (7 * 50)
                for second in 0..<7 where second != first {
                    pair += failed(first, demand) * failed(second, demand) / (7 * 6 * 50)
                }
            }
        }
        let figures = CoincidentFailures(votes).figures
        #expect(areNear(figures, [one, pair, one * one, pair / (one * one), pair / one]))
    }

    @Test func `of a group, at least so many fail as every group shows`() {
        let rates = CoincidentFailures(votes).groupRates(size: 3)
        let groups = BruteForce.groups(of: 3, versions: 7)
        for rate in rates {
            var count = 0
            for group in groups {
                for demand in 0..<50 {
                    let failing = group.reduce(0) { $0 + failed($1, demand) }
                    if failing >= Double(rate.failing) { count += 1 }
                }
            }
            #expect(abs(rate.observed - Double(count) / Double(groups.count * 50)) < 1e-12)
        }
    }

    @Test func `Eckhardt and Lee's model takes Θ of each demand, independence their mean`() {
        // Two demands; of two versions both fail on the first, none on the second: Θ = 1, 0.
        let votes = RecordedVotes(classes: [[1, 0], [1, 0]], truth: [0, 0])
        let rates = CoincidentFailures(votes).groupRates(size: 2)
        #expect(rates.map(\.eckhardtLee) == [0.5, 0.5])
        #expect(areNear(rates.map(\.independent), [0.75, 0.25]))
        #expect(rates.map(\.observed) == [0.5, 0.5])
    }

    @Test func `φ is the correlation of the two failures`() throws {
        let pairs = PairFigures(votes)
        for one in 0..<7 {
            for other in 0..<7 {
                let rates = [one, other].map { version in
                    (0..<50).reduce(0.0) { $0 + failed(version, $1) } / 50
                }
                let product = (0..<50).reduce(0.0) {
                    $0 + (failed(one, $1) - rates[0]) * (failed(other, $1) - rates[1])
                }
                let squares = rates.map { 50 * $0 * (1 - $0) }
                let phi = try #require(pairs.phi[one][other])
                #expect(abs(phi - product / (squares[0] * squares[1]).squareRoot()) < 1e-12)
                #expect(abs(pairs.covariance[one][other] - product / 50) < 1e-12)
            }
        }
    }

    @Test func `φ is 1 for the same demands, −1 for the others, none for a perfect version`() {
        let truth: [Int32] = [0, 0, 0, 0]
        let pairs = PairFigures(
            RecordedVotes(
                classes: [
                    [1, 1, 0, 0], [1, 1, 0, 0], [0, 0, 1, 1], [0, 0, 0, 0], [1, 0, 1, 0],
                ],
                truth: truth))
        #expect(pairs.phi[0][1] == 1)
        #expect(pairs.phi[0][2] == -1)
        #expect(pairs.phi[0][3] == nil)
        #expect(pairs.phi[0][4] == 0)
        #expect(pairs.covariance[0][2] == -0.25)
    }

    @Test func `a missing answer differs from every other, another missing one too`() {
        let none = RecordedVotes.noAnswer
        let pairs = PairFigures(
            RecordedVotes(classes: [[1, none, 2, 3], [1, none, 2, 4]], truth: nil))
        #expect(pairs.disagreement[0][1] == 0.5)
        #expect(pairs.disagreement[0][0] == 0)
        #expect(pairs.phi.isEmpty)
    }

    @Test func `Knight and Leveson's z is what their formula gives`() throws {
        // Two versions, 1,000 demands: 50 failures each, 25 of them common. Independent: 2.5
        // expected, too few for the normal approximation. With 100 each: 10 expected, 25 found.
        let names = ["a", "b"]
        func failures(_ range: Range<Int>) -> DemandSet {
            DemandSet(count: 1000) { range.contains($0) }
        }
        let few = KnightLeveson(
            failures: [failures(0..<50), failures(25..<75)], names: names, demands: 1000)
        #expect(few.coincident == 25)
        #expect(abs(few.expected - 2.5) < 1e-9)
        #expect(few.z == nil)
        #expect(few.invalidBecause?.contains("2.5 of 1000 are expected") == true)
        let enough = KnightLeveson(
            failures: [failures(0..<100), failures(75..<175)], names: names, demands: 1000)
        let z = try #require(enough.z)
        #expect(abs(z - 15 / (10 * 0.99).squareRoot()) < 1e-9)
        #expect(enough.invalidBecause == nil)
        let large = KnightLeveson(
            failures: [failures(0..<100), failures(75..<176)], names: names, demands: 1000)
        #expect(large.z == nil)
        #expect(large.invalidBecause?.contains("b fails on 10.1 %") == true)
    }

    @Test func `only versions that fail on exactly the same demands are a group`() {
        let none = RecordedVotes.noAnswer
        let votes = RecordedVotes(
            classes: [
                [1, 1, 0], [1, 1, 0], [1, 0, 0], [0, 0, 0], [0, 0, 0], [0, 0, 2], [0, 0, none],
            ], truth: [0, 0, 0])
        let groups = IdenticalFailures.groups(votes)
        #expect(groups.map(\.versions) == [[0, 1], [5, 6]])
        #expect(groups.map(\.demands) == [2, 1])
        #expect(groups.map(\.isSameAnswer) == [true, false])
    }

    @Test func `near versions come to stand together`() {
        let near = 0.1
        let far = 0.9
        let clusters = Clusters(
            distances: [
                [0, far, near, far], [far, 0, far, near], [near, far, 0, far],
                [far, near, far, 0],
            ], cut: 0.5)
        #expect(clusters.groups == [[0, 2], [1, 3]])
        #expect(clusters.order == [0, 2, 1, 3])
        #expect(Clusters(distances: [[0, 1], [1, 0]], cut: 0.5).groups.isEmpty)
        #expect(Clusters(distances: [[0, 0.2], [0.2, 0]], cut: 0.5).groups == [[0, 1]])
    }

    @Test func `unanimity counts those that answered apart`() {
        let none = RecordedVotes.noAnswer
        let agreement = Agreement(
            RecordedVotes(
                classes: [[1, 1, 1, none], [1, 2, none, none], [1, 3, 1, 1]], truth: nil))
        #expect(agreement.unanimous == 1)
        #expect(agreement.unanimousAmongAnswers == 2)
        #expect(agreement.differentAnswers == [0, 3, 0, 1])
    }
}

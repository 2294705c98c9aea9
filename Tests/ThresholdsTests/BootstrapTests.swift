import Statistics
import Testing
import Thresholds

@Suite struct BootstrapTests {
    /// Versions by demands, each right or alone in its error.
    private func table(_ isWrong: (Int, Int) -> Bool, versions: Int, demands: Int) -> RecordedVotes
    {
        RecordedVotes(
            classes: (0..<versions).map { version in
                (0..<demands).map { isWrong(version, $0) ? 1 : 0 }
            }, truth: Array(repeating: 0, count: demands))
    }

    private func interval(
        _ estimator: any Estimator, _ index: Int, _ change: (inout Bootstrap) -> Void = { _ in }
    ) -> Interval? {
        var bootstrap = Bootstrap()
        change(&bootstrap)
        return bootstrap.intervals(of: [estimator])[0][index]
    }

    @Test func `over demands alone it is the normal interval of a rate`() throws {
        // One kind of version, wrong on 100 of 400 demands: p = 0.25, σ = √(p(1−p)/400).
        let votes = table({ $1 < 100 }, versions: 3, demands: 400)
        let interval = try #require(
            interval(CoincidentFailures(votes), 0) { $0.variation = .demands })
        let half = 1.96 * (0.25 * 0.75 / 400).squareRoot()
        #expect(abs(interval.low - (0.25 - half)) < 0.004)
        #expect(abs(interval.high - (0.25 + half)) < 0.004)
    }

    @Test func `over versions alone it is the normal interval of their mean`() throws {
        // Half of 40 versions fail everywhere: σ = 0.5/√40.
        let votes = table({ version, _ in version < 20 }, versions: 40, demands: 5)
        let interval = try #require(
            interval(CoincidentFailures(votes), 0) { $0.variation = .versions })
        let half = 1.96 * 0.5 / 40.0.squareRoot()
        #expect(abs(interval.low - (0.5 - half)) < 0.02)
        #expect(abs(interval.high - (0.5 + half)) < 0.02)
        #expect(interval.high > interval.low)
    }

    @Test func `both together are wider than either`() throws {
        let votes = BruteForce.table(versions: 9, demands: 60, seed: 4)
        let vote = AgreementVote(votes, size: 3)
        let index = vote.index(.wrong, agree: 2)
        let widths = try Bootstrap.Variation.allCases.map { variation in
            let interval = try #require(interval(vote, index) { $0.variation = variation })
            return interval.high - interval.low
        }
        #expect(widths[0] > widths[1])
        #expect(widths[0] > widths[2])
    }

    @Test func `the seed decides, and nothing else`() {
        let vote = AgreementVote(BruteForce.table(versions: 7, demands: 30, seed: 5), size: 3)
        let once = interval(vote, 3) { $0.resamples = 100 }
        #expect(once == interval(vote, 3) { $0.resamples = 100 })
        #expect(
            once
                != interval(vote, 3) {
                    $0.resamples = 100
                    $0.seed = 2
                })
    }

    @Test func `a version drawn twice is not counted as two`() throws {
        let votes = try LaunchData.vectors().votes
        let vote = AgreementVote(votes, size: 3)
        let index = vote.index(.wrong, agree: 2)
        var weights = Array(repeating: 0.0, count: vote.patternCount)
        for pattern in vote.patternOfDemand { weights[Int(pattern)] += 1 }
        var draws = SeededDraws(seed: 6)
        var sum = 0.0
        var plantedSum = 0.0
        for _ in 0..<300 {
            let drawn = (0..<18).map { _ in draws.draw(below: 18) }
            let multiplicity = (0..<18).map { version in Double(drawn.count { $0 == version }) }
            sum += vote.figures(multiplicity: multiplicity, weights: weights)[index]
            // The mistake: the resample taken for 18 different versions.
            let twins = RecordedVotes(classes: drawn.map { votes.classes[$0] }, truth: votes.truth)
            plantedSum += AgreementVote(twins, size: 3).figures[index]
        }
        #expect(abs(sum / 300 - vote.figures[index]) < 0.01)
        #expect(plantedSum / 300 > vote.figures[index] + 0.03)
    }

    @Test func `what was never seen has no interval`() {
        let votes = table({ _, _ in false }, versions: 6, demands: 20)
        let vote = AgreementVote(votes, size: 3)
        #expect(interval(vote, vote.index(.wrong, agree: 2)) == nil)
    }

    @Test func `an interval holds what was observed`() throws {
        // Nine versions are wrong together, and hardly a resample of 12 has all nine.
        let votes = RecordedVotes(
            classes: (0..<12).map { [$0 < 9 ? 1 : 0, 0] }, truth: [0, 0])
        let vote = AgreementVote(votes, size: 6)
        let index = vote.index(.wrong, agree: 6)
        let interval = try #require(interval(vote, index) { $0.confidence = 0.01 })
        #expect(interval.low <= vote.figures[index] && vote.figures[index] <= interval.high)
    }

    @Test func `the chance of a group in a resample is that of drawing so many different`() {
        // 3 of 3 different: 3!/3³.
        #expect(abs(Bootstrap.chanceOfAGroup(of: 3, versions: 3) - 6.0 / 27) < 1e-12)
        #expect(abs(Bootstrap.chanceOfAGroup(of: 2, versions: 2) - 0.5) < 1e-12)
        // Of 4⁴ = 256 draws, 4 have one and 6·14 = 84 have two different.
        #expect(abs(Bootstrap.chanceOfAGroup(of: 3, versions: 4) - 168.0 / 256) < 1e-12)
        #expect(Bootstrap.chanceOfAGroup(of: 1, versions: 5) == 1)
    }
}

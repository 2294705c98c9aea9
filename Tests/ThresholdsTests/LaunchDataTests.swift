import Statistics
import Testing
import Thresholds

/// Figures that are published for this data, or counted by other programs.
@Suite struct LaunchDataTests {
    @Test func `two equal vectors of three are wrong on 6.954 % over all 816 triples`() throws {
        let vote = AgreementVote(try LaunchData.vectors().votes, size: 3)
        let figures = vote.figures
        #expect((figures[vote.index(.wrong, agree: 2)] * 100).rounded(to: 3) == 6.954)
        #expect((figures[vote.index(.wrong, agree: 3)] * 100).rounded(to: 3) == 0.486)
    }

    @Test func `any one, two or three of a triple launch falsely and lose launches`() throws {
        let votes = try #require(try LaunchData.launches().permissive)
        let vote = PermissiveVote(votes, size: 3)
        let figures = vote.figures
        let bad = (1...3).map { figures[vote.index(.falsePermissive, agree: $0)] * 100 }
        let lost = (1...3).map { figures[vote.index(.lostPermissive, agree: $0)] * 100 }
        #expect(bad.map { $0.rounded(to: 2) } == [6.05, 1.25, 0.16])
        #expect(lost.map { $0.rounded(to: 2) } == [0.28, 4.10, 31.14])
    }

    @Test func `pairs fail together as often as is known`() throws {
        let launches = CoincidentFailures(try LaunchData.launches().votes).figures
        #expect(launches.map { $0.rounded(to: 4) } == [0.0754, 0.0088, 0.0057, 1.549, 0.1167])
        let vectors = CoincidentFailures(try LaunchData.vectors().votes).figures
        #expect(vectors[1].rounded(to: 4) == 0.1924)
        #expect(vectors[2].rounded(to: 4) == 0.1786)
    }

    @Test func `counting a version as its own partner would show`() throws {
        let votes = try LaunchData.vectors().votes
        let squares = (0..<votes.demands).reduce(0.0) { sum, demand in
            let failing = (0..<votes.versions).count { votes.fails($0, on: demand) }
            return sum + Double(failing * failing)
        }
        let planted = squares / Double(votes.demands * votes.versions * votes.versions)
        #expect(planted.rounded(to: 4) != 0.1924)
        #expect(planted > CoincidentFailures(votes).figures[1])
    }

    @Test func `six versions fail LIC 1 on the same 605 demands`() throws {
        let conditions = try LaunchData.vectors().conditions
        let condition = try #require(conditions.first { $0.label == "1.1" })
        let groups = IdenticalFailures.groups(condition.votes, condition: "1.1")
        let largest = try #require(groups.first)
        #expect(largest.versions.map { $0 + 1 } == [3, 4, 5, 8, 11, 13])
        #expect(largest.demands == 605)
        #expect(largest.isSameAnswer)
    }

    @Test func `no vector is unanimous, LAUNCH among those that answer on 75 %`() throws {
        #expect(Agreement(try LaunchData.vectors().votes).unanimous == 0)
        let launches = Agreement(try LaunchData.launches().votes)
        #expect(launches.unanimousAmongAnswers == 1499)
        #expect(launches.unanimous == 339)
    }

    @Test func `the majority bit by bit is wrong on 197 demands`() throws {
        let conditions = try LaunchData.vectors().conditions
        #expect(conditions.count == 15)
        #expect(Agreement.bitwiseMajorityFailures(conditions) == 197)
    }

    @Test func `three conditions checked leave 0.36 %`() throws {
        let reading = try LaunchData.vectors()
        var study = LaunchData.study(reading, resamples: 1)
        let suggestions = study.result().suggestions
        #expect(suggestions.map(\.condition) == ["1.1", "1.8", "1.13"])
        #expect(suggestions.map { ($0.risk * 100).rounded(to: 2) } == [2.36, 0.93, 0.36])

        study.checked = [1, 8, 13]
        let checked = try #require(study.result().checked)
        #expect(checked.conditions == ["1.1", "1.8", "1.13"])
        let wrong = try #require(checked.thresholds[1].wrong)
        #expect((wrong.value * 100).rounded(to: 2) == 0.36)
    }

    @Test
    func `groups taken for independent give an interval more than a hundred times too narrow`()
        throws
    {
        let vote = AgreementVote(try LaunchData.vectors().votes, size: 3)
        let index = vote.index(.wrong, agree: 2)
        let naive = wilson(vote.figures[index], trials: 816 * 2000)
        #expect((naive.low * 100).rounded(to: 2) == 6.91)
        #expect((naive.high * 100).rounded(to: 2) == 6.99)

        var bootstrap = Bootstrap()
        bootstrap.variation = .versions
        bootstrap.method = .percentile
        let interval = try #require(bootstrap.intervals(of: [vote])[0][index])
        // Published: about 1.7 to 15.3; the seed moves the ends by some tenths.
        #expect(abs(interval.low * 100 - 1.7) < 0.2)
        #expect(abs(interval.high * 100 - 15.3) < 0.7)
        #expect(interval.high - interval.low > 100 * (naive.high - naive.low))
    }

    /// E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference",
    /// Journal of the American Statistical Association 22, 1927; here as the mistake it would be.
    private func wilson(_ rate: Double, trials: Int) -> Interval {
        let z = 1.959963984540054
        let part = z * z / Double(trials)
        let middle = (rate + part / 2) / (1 + part)
        let half =
            z * ((rate * (1 - rate) + part / 4) / Double(trials)).squareRoot() / (1 + part)
        return Interval(low: middle - half, high: middle + half)
    }

    @Test func `Knight and Leveson's test is refused where version 14 fails on 78 %`() throws {
        let votes = try LaunchData.launches().votes
        let test = KnightLeveson(
            failures: (0..<18).map { votes.failures(of: $0) }, names: LaunchData.names,
            demands: votes.demands)
        #expect(test.z == nil)
        #expect(test.invalidBecause?.contains("human-14-java fails on 78.3 %") == true)
    }
}

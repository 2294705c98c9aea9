import Testing
import Voting

/// NaN takes no part; infinities and overflow never trap and never lead out of the range.
@Suite struct ExtremeNumbersTests {
    static let greatest = "1.7976931348623157e308"

    @Test func `NaN takes no part`() {
        var round = Round(replicas: 3)
        round.answer(0, alike: [], number: .nan)
        round.answer(1, alike: [], number: 2)
        round.answer(2, alike: [], number: 3)
        #expect(
            TakeMedian(least: 3).decide(round) == .restrictive(.tooFewAnswers(count: 2, needed: 3)))
        #expect(
            TakeMedian(least: 2).decide(round) == .agreed(Election(.answer(of: 1), supporters: [1]))
        )
        #expect(
            TakeMean(least: 2).decide(round)
                == .agreed(Election(.number(2.5), supporters: [1, 2], diameter: 1)))
        #expect(
            AllowByOrder(agree: 2, more: .higher).decide(round)
                == .agreed(Election(.answer(of: 1), supporters: [1, 2], diameter: 1)))
    }

    @Test func `the mean of the greatest numbers is one of them`() {
        let words = "\(Self.greatest) \(Self.greatest) \(Self.greatest)"
        #expect(TakeMean(least: 3).says(words) == "\(Double.greatestFiniteMagnitude)")
        #expect(
            TakeFaultTolerantMidpoint(replicas: 3, faults: 0).says(words)
                == "\(Double.greatestFiniteMagnitude)")
        #expect(
            TakeWeightedAverage(alpha: 1, least: 2).says(words)
                == "\(Double.greatestFiniteMagnitude)")
    }

    @Test func `the midpoint of opposite extremes is 0`() {
        let words = "-\(Self.greatest) \(Self.greatest) 0"
        #expect(TakeFaultTolerantMidpoint(replicas: 3, faults: 0).says(words) == "0.0")
        #expect(Double(TakeWeightedAverage(alpha: 1, least: 3).says(words)) == 0)
    }

    @Test func `an infinity that is not dropped has no mean`() {
        #expect(TakeMean(least: 2).says("inf 1 open") == "restrictive")
        #expect(TakeMean(least: 2).says("inf -inf 1") == "restrictive")
        #expect(TakeTrimmedMean(drop: 1, least: 3).says("inf 1 -inf") == "1.0")
        #expect(TakeTrimmedMean(drop: 1, least: 3).says("inf 1 inf") == "restrictive")
        #expect(TakeWeightedAverage(alpha: 1, least: 2).says("inf 1 1") == "1.0")
    }

    @Test func `weights that are all next to nothing still make an average`() throws {
        // Products of 63 squares of 1e300 overflow, those of 1e-300 vanish.
        for scale in ["e300", "e-300"] {
            let words = (1...64).map { "\($0)\(scale)" }.joined(separator: " ")
            let said = TakeWeightedAverage(alpha: 1, least: 64).says(words)
            let average = try #require(Double(said))
            let unit = try #require(Double("1\(scale)"))
            #expect(average >= unit && average <= 64 * unit)
        }
    }

    @Test func `the least numbers do not trap`() {
        let least = "\(Double.leastNonzeroMagnitude)"
        for policy in [
            TakeMean(least: 2), TakeWeightedAverage(alpha: 1e-300, least: 2),
            TakeFaultTolerantMidpoint(replicas: 3, faults: 0), TakeMidValue(least: 2, previous: 0),
        ] as [any Policy] {
            #expect(policy.says("\(least) \(least) \(least)") == least)
        }
    }
}

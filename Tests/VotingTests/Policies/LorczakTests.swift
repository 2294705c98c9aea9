import Testing
import Voting

/// The worked example of P. R. Lorczak, A. K. Caglayan and D. E. Eckhardt, FTCS-19, 1989: five
/// outputs and a tolerance of 0.0005.
@Suite struct LorczakTests {
    static let words = "0.18155 0.18230 0.18130 0.18180 0.18235"

    @Test func `the classes are x1 x3 x4 and x2 x5`() {
        let round = Round.read(Self.words, tolerance: 0.0005)
        #expect(round.same[0] == [0, 2, 3])
        // x4 − x3 is the tolerance itself, x2 − x4 too: whether they are within it is a matter
        // of the last bit, and these are not.
        #expect(round.same[4].contains(1) && !round.same[4].contains(0))
    }

    @Test func `the formalized majority is x1 x3 x4 and its generalized median goes out`() {
        // Between the spread of the three, 0.0005, and the next number's distance from them.
        let round = Round.read(Self.words, tolerance: 0.00050001)
        guard case .agreed(let election) = ElectFormalizedMajority(replicas: 5).decide(round)
        else {
            Issue.record("nothing went out")
            return
        }
        #expect(election.supporters == [0, 2, 3])
        #expect(election.value == .answer(of: 0))
        #expect(abs(election.diameter - 0.0005) < 1e-9)
    }

    @Test func `the generalized median of all lies in the formalized majority`() {
        let round = Round.read(Self.words, tolerance: 0.00050001)
        guard case .agreed(let all) = TakeGeneralizedMedian(least: 3).decide(round),
            case .answer(let middle) = all.value,
            case .agreed(let majority) = ElectFormalizedMajority(replicas: 5).decide(round)
        else {
            Issue.record("nothing went out")
            return
        }
        #expect(majority.supporters.contains(middle))
    }

    @Test func `the generalized median lies in the formalized majority whenever there is one`() {
        var majorities = 0
        for index in 0..<(7 * 7 * 7 * 7 * 7) {
            var rest = index
            let ballots: Ballots = (0..<5).map { _ in
                defer { rest /= 7 }
                return Double(rest % 7)
            }
            var round = Round(replicas: 5, hasDistances: true)
            for replica in ballots.indices { round.close(replica, ballots, tolerance: 2) }
            guard
                case .agreed(let majority) = ElectFormalizedMajority(replicas: 5).decide(round),
                case .agreed(let all) = TakeGeneralizedMedian(least: 3).decide(round),
                let median = Decision.agreed(all).outcome(ballots)
            else { continue }
            majorities += 1
            let members = majority.supporters.compactMap { ballots[$0] }
            if median < members.min() ?? 0 || median > members.max() ?? 0 {
                Issue.record("\(ballots): \(median)")
            }
        }
        #expect(majorities > 1000)
    }
}

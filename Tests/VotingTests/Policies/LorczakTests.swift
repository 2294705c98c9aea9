import Testing
import Voting

/// The worked example of P. R. Lorczak, A. K. Caglayan and D. E. Eckhardt, FTCS-19, 1989: five
/// outputs and a tolerance of 0.0005.
@Suite struct LorczakTests {
    private static let words = "0.18155 0.18230 0.18130 0.18180 0.18235"

    /// The five as answers, cast in their order.
    private func box(_ policy: any Policy) throws -> (BallotBox, VotingRule) {
        let rule = VotingRule(
            replicas: 5, agree: 3, policy: policy,
            schema: try SchemaText.parse("whole; x real relation=absolute 0.0005"))
        var box = BallotBox(rule: rule)
        for (replica, word) in Self.words.split(separator: " ").enumerated() {
            let bytes = Array(word.utf8)
            let malformation = bytes.withUnsafeBytes { answer in
                box.cast(replica, answer, rule: rule) { _ in answer }
            }
            #expect(malformation == nil)
        }
        return (box, rule)
    }

    @Test func `the classes are x1 x3 x4 and x2 x5`() throws {
        let round = try box(ElectFormalizedMajority(replicas: 5)).0.rounds[0]
        #expect(round.same[0] == [0, 2, 3] && round.same[2] == [0, 2, 3])
        #expect(round.same[4] == [1, 4])
        // x2 is within the tolerance of x4 too: a tolerance is no equivalence, and it is the
        // majority that makes x4 a member of the first class.
        #expect(round.same[3] == [0, 1, 2, 3])
    }

    @Test func `the formalized majority is x1 x3 x4 and its generalized median goes out`() throws {
        let (box, rule) = try box(ElectFormalizedMajority(replicas: 5))
        guard case .agreed(let election) = rule.decide(box) else {
            Issue.record("nothing went out")
            return
        }
        #expect(election.supporters == [0, 2, 3])
        #expect(election.value == .answer(of: 0))
        #expect(abs(election.diameter - 0.0005) < 1e-9)
    }

    @Test func `the generalized median of all lies in the formalized majority`() throws {
        let (median, medianRule) = try box(TakeGeneralizedMedian(least: 3))
        let (majority, majorityRule) = try box(ElectFormalizedMajority(replicas: 5))
        guard case .agreed(let all) = medianRule.decide(median),
            case .answer(let middle) = all.value,
            case .agreed(let elected) = majorityRule.decide(majority)
        else {
            Issue.record("nothing went out")
            return
        }
        #expect(elected.supporters.contains(middle))
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

import Testing
import Voting

/// The conformance table of L. L. Pullum, "Software Fault Tolerance Techniques and
/// Implementation", 2001, as reproduced in J. Softw. Eng. Res. Dev. 2:13, table 2.
///
/// For each voter and situation, what comes out of all constructed cases: C always correct, I
/// always incorrect, NO never anything, PC and PI possibly correct, possibly incorrect.
@Suite struct PullumTableTests {
    enum Situation: Int, CaseIterable {
        case allRight, majorityRight, pluralityRight, distinctRight
        case distinctWrong, pluralityWrong, majorityWrong, allWrong
    }

    /// Five replicas. There are two correct answers, as of a square root: 10 and 13, the first
    /// with some room.
    static func isRight(_ answer: Double) -> Bool {
        abs(answer - 10) <= 1 || abs(answer - 13) <= 0.5
    }

    static func cases(_ situation: Situation) -> [Ballots] {
        let shapes: [[Double]] =
            switch situation {
            case .allRight: [[10, 10, 10, 10, 10]]
            case .majorityRight:
                [
                    [10, 10, 10, 3, 4], [10, 10, 10, 30, 40], [10, 10, 10, 10, 99],
                    [10, 10, 10, 9, 11],
                    [10, 10, 10, 3, 3.001],
                ]
            case .pluralityRight:
                [
                    [10, 10, 3, 4, 30], [10, 10, 3, 4, 5], [10, 10, 30, 40, 50],
                    [10, 10, 3, 17, 12], [10, 10, 3, 3.001, 3.002],
                ]
            case .distinctRight:
                [[9.6, 9.8, 10, 10.2, 10.4], [9.9999, 10.0001, 10.3, 12.9999, 13.0001]]
            case .distinctWrong:
                [
                    [1, 2, 3, 4, 5], [20, 30, 40, 50, 60], [1, 2, 3, 4, 40], [6, 7, 8, 14, 15],
                    [3, 3.00001, 17, 17.00001, 50],
                ]
            case .pluralityWrong:
                [
                    [3, 3, 10, 20, 30], [3, 3, 4, 10, 10.5], [30, 30, 2, 10, 9],
                    [3, 3, 12, 15, 17], [3, 3, 17, 17.00001, 50],
                ]
            case .majorityWrong:
                [[3, 3, 3, 10, 10], [3, 3, 3, 3, 10], [30, 30, 30, 10, 10], [4, 4, 4, 19, 19]]
            case .allWrong: [[3, 3, 3, 3, 3], [30, 30, 30, 30, 30]]
            }
        // Any replica may be the one in any place.
        return shapes.flatMap { shape in
            (0..<5).map { turn in (0..<5).map { shape[($0 + turn) % 5] } }
        }
    }

    /// What came out over all cases, as a set of right, wrong and nothing.
    static func outcomes(_ policy: any Policy, _ situation: Situation) -> Set<String> {
        var outcomes: Set<String> = []
        for ballots in cases(situation) {
            var round = Round(replicas: 5, hasDistances: true)
            for replica in ballots.indices { round.close(replica, ballots) }
            guard let found = policy.decide(round).outcome(ballots) else {
                outcomes.insert("nothing")
                continue
            }
            outcomes.insert(isRight(found) ? "right" : "wrong")
        }
        return outcomes
    }

    static let table: [(voter: String, policy: any Policy, row: String)] = [
        ("exact majority", RequireMajority(replicas: 5), "C C NO NO NO NO I I"),
        ("median", TakeMedian(least: 3), "C C PC C I PI I I"),
        ("mean", TakeMean(least: 3), "C PC PC PC PI PI PI I"),
        ("weighted average", TakeWeightedAverage(alpha: 1, least: 3), "PC PC PC PC PI PI PI I"),
        ("consensus", ElectPlurality(), "C C C NO NO I I I"),
        ("formal majority", ElectFormalizedMajority(replicas: 5), "C C NO NO NO NO I I"),
        ("dynamic majority", RequireDynamicMajority(), "C C NO NO NO NO I I"),
        ("dynamic consensus", ElectDynamicConsensus(), "C C C NO NO I I I"),
    ]

    /// Where the table says "possibly" and nothing else can be constructed: any average of five
    /// times the same number is that number.
    static let stronger: [String: Set<String>] = ["weighted average/allRight": ["right"]]

    @Test(arguments: 0..<8) func `the table comes out row by row`(row: Int) {
        let (voter, policy, text) = Self.table[row]
        for (situation, entry) in zip(Situation.allCases, text.split(separator: " ")) {
            let found = Self.outcomes(policy, situation)
            let place = "\(voter)/\(situation)"
            if let stronger = Self.stronger[place] {
                #expect(found == stronger, "\(place)")
                continue
            }
            switch entry {
            case "C": #expect(found == ["right"], "\(place)")
            case "I": #expect(found == ["wrong"], "\(place)")
            case "NO": #expect(found == ["nothing"], "\(place)")
            default: #expect(found == ["right", "wrong"], "\(place)")
            }
        }
    }

    @Test func `with a tolerance all distinct but right is a formal majority`() {
        let policy = ElectFormalizedMajority(replicas: 5)
        #expect(policy.says("9.6 9.8 10 10.2 10.4", tolerance: 1) == "10")
        #expect(policy.says("9.6 9.8 10 10.2 10.4") == "restrictive")
    }
}

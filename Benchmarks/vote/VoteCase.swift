import Glibc
import Voting

/// A rule, and answers of three replicas to a few demands, of which some differ.
struct VoteCase {
    let name: String
    let rule: VotingRule
    /// Of each demand, an answer a replica.
    let demands: [[[UInt8]]]
    /// Whether answers are read once beforehand, and only voted on.
    let isParsedBefore: Bool

    static let all = [
        VoteCase(
            name: "exact", rule: VotingRule(replicas: 3, agree: 2), demands: words,
            isParsedBefore: false),
        VoteCase(name: "tolerance", rule: tolerance, demands: numbers, isParsedBefore: true),
        VoteCase(
            name: "tolerance-read", rule: tolerance, demands: numbers, isParsedBefore: false),
    ]

    /// 32 bytes; the second demand has one dissenter.
    private static let words: [[[UInt8]]] = {
        let right = [UInt8]("0123456789abcdef0123456789abcdef".utf8)
        let wrong = [UInt8]("0123456789abcdef0123456789abcdeX".utf8)
        return [[right, right, right], [right, wrong, right]]
    }()

    private static let numbers: [[[UInt8]]] = [
        ["1.25 2.5 -3.125 40.5", "1.26 2.5 -3.12 40.5", "1.25 2.49 -3.13 40.51"],
        ["7.5 0.25 100.5 3.25", "7.5 0.26 100.51 3.25", "9.5 0.25 100.5 3.25"],
    ].map { $0.map { Array($0.utf8) } }

    private static let tolerance = VotingRule(
        replicas: 3, agree: 2, policy: RequireAgreement(agree: 2),
        schema: AnswerSchema(
            format: .separated(UInt8(ascii: " ")),
            fields: ["a", "b", "c", "d"].map {
                AnswerField(name: $0, type: .real, relation: .absolute(0.02))
            }))

    func run(_ count: Int) -> (nanoseconds: Double, agreed: Int) {
        var agreed = 0
        var boxes = demands.map { demand in filled(demand) }
        let began = now()
        for number in 0..<count {
            let index = number % demands.count
            vote(demands[index], &boxes[index])
            if case .agreed = rule.decide(boxes[index]) { agreed += 1 }
        }
        return (now() - began, agreed)
    }

    private func filled(_ demand: [[UInt8]]) -> BallotBox {
        var box = BallotBox(rule: rule)
        cast(demand, &box)
        return box
    }

    private func vote(_ demand: [[UInt8]], _ box: inout BallotBox) {
        box.reset()
        if isParsedBefore {
            for replica in demand.indices { box.castAgain(replica, rule: rule) }
        } else {
            cast(demand, &box)
        }
    }

    private func cast(_ demand: [[UInt8]], _ box: inout BallotBox) {
        for replica in demand.indices {
            demand[replica].withUnsafeBytes { bytes in
                _ = box.cast(
                    replica, bytes, rule: rule,
                    others: { demand[$0].withUnsafeBytes { $0 } })
            }
        }
    }

    private func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
    }
}

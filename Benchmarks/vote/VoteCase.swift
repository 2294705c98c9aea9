import Glibc
import Voting

/// A rule, and answers of three replicas to two demands; to the second one of them differs.
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
        let answers = demands.flatMap { $0.map(Self.kept) }
        defer { for answer in answers { answer.deallocate() } }
        let replicas = rule.replicas
        return answers.withUnsafeBufferPointer { answers in
            // A box a demand, so that answers which are parsed beforehand stay apart.
            var box = filled(answers, 0)
            var other = filled(answers, replicas)
            let began = now()
            for number in 0..<count {
                if number & 1 == 0 {
                    vote(answers, 0, &box)
                    if case .agreed = rule.decide(box) { agreed += 1 }
                } else {
                    vote(answers, replicas, &other)
                    if case .agreed = rule.decide(other) { agreed += 1 }
                }
            }
            return (now() - began, agreed)
        }
    }

    private static func kept(_ bytes: [UInt8]) -> UnsafeRawBufferPointer {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 8)
        memory.copyBytes(from: bytes)
        return UnsafeRawBufferPointer(memory)
    }

    private func filled(
        _ answers: UnsafeBufferPointer<UnsafeRawBufferPointer>, _ first: Int
    ) -> BallotBox {
        var box = BallotBox(rule: rule)
        cast(answers, first, &box)
        return box
    }

    private func vote(
        _ answers: UnsafeBufferPointer<UnsafeRawBufferPointer>, _ first: Int,
        _ box: inout BallotBox
    ) {
        box.reset()
        if isParsedBefore {
            for replica in 0..<rule.replicas { box.castAgain(replica, rule: rule) }
        } else {
            cast(answers, first, &box)
        }
    }

    private func cast(
        _ answers: UnsafeBufferPointer<UnsafeRawBufferPointer>, _ first: Int,
        _ box: inout BallotBox
    ) {
        for replica in 0..<rule.replicas {
            _ = box.cast(
                replica, answers[first + replica], rule: rule, others: { answers[first + $0] })
        }
    }

    /// Processor time: others may be at work here, too.
    private func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
    }
}

import Specifications
import Voting

/// Votes on one replica's faulty reply and the others' recorded ones, by the rules and machines of
/// the ensemble, without any process.
///
/// It is what makes millions of trials affordable. Timing, recovery and the voter's own faults are
/// not in it. Demands come in their order, as the machines need it.
package struct CachedVote {
    /// One of the votes that are compared.
    package struct Contest: Sendable {
        package let size: VoteSize
        let rule: VotingRule

        package init(size: VoteSize, rule: VotingRule) {
            precondition(rule.replicas == size.replicas, "a rule for \(size)")
            (self.size, self.rule) = (size, rule)
        }
    }

    package let contests: [Contest]
    let replicas: Int
    let restrictive: [UInt8]
    /// For one replica more than there are: the last is the one that tries what a hit one said.
    private let acceptance: MachineAcceptance?
    var boxes: [BallotBox]
    private var comparer: AnswerComparer
    private var demand = GoldenDemand()
    /// What the machines say of the golden answers.
    private var accepted: [Bool]

    /// - Parameter acceptance: for `replicas` + 1.
    package init(
        contests: [Contest], replicas: Int, restrictive: [UInt8], schema: AnswerSchema,
        acceptance: MachineAcceptance?
    ) {
        self.contests = contests
        self.replicas = replicas
        self.restrictive = restrictive
        self.acceptance = acceptance
        boxes = contests.map { BallotBox(rule: $0.rule) }
        comparer = AnswerComparer(schema: schema)
        accepted = Array(repeating: true, count: replicas)
        for replica in 0..<replicas { acceptance?.begins(replica) }
    }

    /// The next demand; what came before is as it was without any fault.
    package mutating func begin(_ next: GoldenDemand) {
        if demand.number > 0 { judgeGolden() }
        demand = next
        guard acceptance != nil else { return }
        for replica in 0..<replicas {
            accepted[replica] = judge(replica, demand.answers[replica]) == .accepted
        }
    }

    /// The golden answers become each replica's past.
    private func judgeGolden() {
        for replica in 0..<replicas {
            _ = demand.asked { asked in
                demand.answers[replica].withUnsafeBytes {
                    acceptance?.judge(replica, asked, answer: $0)
                }
            }
        }
    }

    /// What the machines say of an answer, without it becoming the replica's past.
    private func judge(_ replica: Int, _ answer: [UInt8]) -> Acceptance {
        guard let acceptance else { return .accepted }
        acceptance.begins(replicas, like: replica)
        return demand.asked { asked in
            answer.withUnsafeBytes { acceptance.judge(replicas, asked, answer: $0) }
        }
    }

    /// What goes out by the first contest, in which all replicas sit, when nothing is wrong.
    ///
    /// - Returns: nil where they are not all of one mind.
    package mutating func goldenVerdict() -> [UInt8]? {
        let said = (0..<replicas).map { accepted[$0] ? demand.answers[$0] : nil }
        guard case .agreed(let election) = decide(0, said),
            case .answer(let winner) = election.value,
            contests[0].rule.supporters(of: election, in: boxes[0]).count == replicas
        else { return nil }
        return said[winner]
    }

    /// - Parameter replies: of those that were hit, at least one.
    /// - Returns: one outcome a contest.
    package mutating func outcomes(_ replies: [Int: HitReply]) -> [EnsembleOutcome] {
        let checked = counted(replies, isChecked: true)
        let unchecked = counted(replies, isChecked: false)
        return contests.indices.map { contest in
            let size = contests[contest].size
            let counted = size.isChecked ? checked : unchecked
            let seats = seats(size, replies)
            let decision = decide(contest, seats.map { counted[$0] })
            return outcome(decision, contest, seats, replies, counted)
        }
    }

    /// By replica what counts; nil for what does not.
    func counted(_ replies: [Int: HitReply], isChecked: Bool) -> [[UInt8]?] {
        var counted: [[UInt8]?] = (0..<replicas).map { replica in
            accepted[replica] || !isChecked ? demand.answers[replica] : nil
        }
        for (replica, reply) in replies {
            counted[replica] = nil
            if case .answer(let answer) = reply,
                !isChecked || judge(replica, answer) == .accepted
            {
                counted[replica] = answer
            }
        }
        return counted
    }

    /// Who sits in a vote of fewer than all: first those that were hit.
    private func seats(_ size: VoteSize, _ replies: [Int: HitReply]) -> [Int] {
        let hit = replies.keys.sorted()
        let others = (0..<replicas).filter { replies[$0] == nil }
        return Array((hit + others).prefix(size.replicas)).sorted()
    }

    /// - Parameter said: one a seat; nil does not count.
    mutating func decide(_ contest: Int, _ said: [[UInt8]?]) -> Decision {
        let rule = contests[contest].rule
        var ends: [Int] = []
        var all: [UInt8] = []
        for answer in said {
            all += answer ?? []
            ends.append(all.count)
        }
        boxes[contest].reset()
        all.withUnsafeBytes { all in
            func bytes(_ seat: Int) -> UnsafeRawBufferPointer {
                UnsafeRawBufferPointer(rebasing: all[(seat > 0 ? ends[seat - 1] : 0)..<ends[seat]])
            }
            for seat in said.indices {
                if said[seat] == nil {
                    boxes[contest].exclude(seat)
                } else {
                    _ = boxes[contest].cast(seat, bytes(seat), rule: rule, others: bytes)
                }
            }
        }
        return rule.decide(boxes[contest])
    }

    private mutating func outcome(
        _ decision: Decision, _ contest: Int, _ seats: [Int], _ replies: [Int: HitReply],
        _ counted: [[UInt8]?]
    ) -> EnsembleOutcome {
        guard case .agreed(let election) = decision, case .answer(let winner) = election.value,
            let answer = counted[seats[winner]]
        else {
            let isSilent = seats.contains { replies[$0] == .silent }
            return isSilent ? .noMajority : .detectedSafe
        }
        guard same(answer, demand.verdict) else {
            return same(answer, restrictive) ? .wrongSafeSide : .silentWrong
        }
        let supporters = contests[contest].rule.supporters(of: election, in: boxes[contest])
        if supporters.count < seats.count { return .toleratedLogged }
        let isWrong = seats.contains { replica in
            counted[replica].map { !same($0, demand.verdict) } ?? true
        }
        return isWrong ? .toleratedUnlogged : .noEffect
    }

    private mutating func same(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.withUnsafeBytes { left in
            right.withUnsafeBytes { comparer.same(left, $0) }
        }
    }
}

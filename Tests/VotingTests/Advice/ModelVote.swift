import Voting

/// A vote over ballots that are all closed, written from the definitions alone, and what the worst
/// placement of faults can make of it.
struct ModelVote {
    enum Outcome: Hashable {
        case right, wrong, silent
    }

    /// What one replica does. The right answer is one; two wrong ones are enough to disagree.
    private enum Replica: Int, CaseIterable {
        case right, none, wrong, otherwise
    }

    let replicas: Int
    /// By numbers of wrong and of silent replicas: what they can bring about under each rule.
    private var outcomes: [Cell: Set<Outcome>] = [:]

    private struct Cell: Hashable {
        let wrong: Int
        let none: Int
        let agree: Int
        let tie: TieRule
    }

    init(replicas: Int) {
        self.replicas = replicas
        for code in 0..<(1 << (2 * replicas)) {
            let ballots = (0..<replicas).map { Replica(rawValue: code >> (2 * $0) & 3) ?? .none }
            let none = ballots.count { $0 == .none }
            let wrong = ballots.count { $0 == .wrong || $0 == .otherwise }
            for agree in 1...replicas {
                for tie in TieRule.allCases {
                    let cell = Cell(wrong: wrong, none: none, agree: agree, tie: tie)
                    outcomes[cell, default: []].insert(Self.vote(ballots, agree, tie))
                }
            }
        }
    }

    private static func vote(_ ballots: [Replica], _ agree: Int, _ tie: TieRule) -> Outcome {
        let answers: [Replica] = [.right, .wrong, .otherwise]
        let elected = answers.filter { answer in ballots.count { $0 == answer } >= agree }
        if elected.isEmpty || (elected.count > 1 && tie == .restrictive) { return .silent }
        let best = elected.max { one, other in
            let counts = [one, other].map { answer in ballots.count { $0 == answer } }
            let firsts = [one, other].map { ballots.firstIndex(of: $0) ?? 0 }
            return counts[0] == counts[1] ? firsts[0] > firsts[1] : counts[0] < counts[1]
        }
        return best == .right ? .right : .wrong
    }

    /// All that at most so many faults can bring about: a faulty replica may also be right, and
    /// one that may be wrong may also say nothing.
    func reachable(_ faults: FaultHypothesis, agree: Int, tie: TieRule) -> Set<Outcome> {
        var reached: Set<Outcome> = []
        for wrong in 0...min(replicas, faults.wrong) {
            let rest = min(replicas - wrong, faults.total - wrong)
            for none in 0...rest {
                reached.formUnion(
                    outcomes[Cell(wrong: wrong, none: none, agree: agree, tie: tie)] ?? [])
            }
        }
        return reached
    }
}

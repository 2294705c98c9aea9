/// Which replicas answered one trial wrongly, and which of them alike.
package struct WrongAnswers: Equatable, Hashable, Sendable {
    package static let replicasMax = 64

    /// One set a different wrong answer; bit r is set where replica r gave it. None of them empty,
    /// no two overlap. A trial without a wrong answer has none, and needs no memory.
    package let groups: [UInt64]

    /// - Parameter groups: the replicas of each different wrong answer; empty sets are left out.
    package init(groups: [UInt64] = []) {
        var seen: UInt64 = 0
        for group in groups {
            precondition(seen & group == 0, "a replica with two wrong answers in \(groups)")
            seen |= group
        }
        self.groups = groups.filter { $0 != 0 }
    }

    /// - Parameters:
    ///   - answers: of each replica, by number; nil where it gave none, which is not wrong.
    ///   - right: the answer that is not wrong.
    package init<Answer: Hashable>(_ answers: [Answer?], right: Answer) {
        precondition(answers.count <= Self.replicasMax, "\(answers.count) replicas")
        var groups: [UInt64] = []
        var place: [Answer: Int] = [:]
        for (replica, answer) in answers.enumerated() {
            guard let answer, answer != right else { continue }
            let group = place[answer, default: groups.count]
            if group == groups.count { groups.append(0) }
            place[answer] = group
            groups[group] |= 1 << UInt64(replica)
        }
        self.groups = groups
    }

    /// Of the replicas that were wrong.
    package var replicas: UInt64 { groups.reduce(0, |) }

    /// How many replicas were wrong.
    package var count: Int { replicas.nonzeroBitCount }

    /// How many gave the same wrong answer, of that given most often; 0 where none was wrong.
    package var alikeMost: Int { groups.map(\.nonzeroBitCount).max() ?? 0 }
}

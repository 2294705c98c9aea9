/// Each listed answer goes out when its own number of replicas gave it; any other never does.
///
/// The permissive answers of a computation with a safe side: RELEASE may need three of four,
/// COAST two, and BRAKE, which is the restrictive answer, is not listed. What is not listed, ties
/// and missing ballots are restrictive: EN 50129 (B.3.1), a non-restrictive action only when the
/// necessary number of items agree on it.
///
/// Two listed answers can both have their number only when the two numbers together are no more
/// than the replicas; then neither goes out.
package struct PermitByValue: ConfiguredPolicy {
    package static let name = "permit"
    /// 1 to 64 different answers.
    package let labels: [[UInt8]]
    /// For each of them, 1...replicas.
    package let needed: [Int]

    package init(labels: [[UInt8]], needed: [Int]) {
        precondition(1...64 ~= labels.count && labels.count == needed.count)
        self.labels = labels
        self.needed = needed
    }

    package init(reading items: inout PolicyItems) throws(PolicyTextError) {
        let answers = try items.answers()
        guard 1...64 ~= answers.count else {
            throw items.missing("ANSWER", "1 to 64 answers, each with the number it needs")
        }
        self.init(labels: answers.map { $0.answer }, needed: answers.map { $0.needed })
    }

    package var text: String {
        zip(labels, needed).reduce(Self.name) { text, item in
            "\(text),\(PolicyItems.escape(item.0))=\(item.1)"
        }
    }
    package var summary: String {
        zip(labels, needed).map { "'\(String(decoding: $0, as: UTF8.self))' when \($1) gave it" }
            .joined(separator: ", ") + "; nothing else"
    }
    package var needs: RoundNeeds { .labels }
    package var release: ReleaseGuarantee { .atLeast(needed.min() ?? 1) }

    package func decide(_ round: borrowing Round) -> Decision {
        var elected: Int?
        var mayBeElected = false
        var best = (count: 0, needed: Int.max)
        for label in needed.indices {
            let count = supporters(of: label, in: round).count
            if count >= needed[label] {
                if elected != nil { return .restrictive(.tie) }
                elected = label
            } else {
                mayBeElected = mayBeElected || count + round.open.count >= needed[label]
                if needed[label] - count < best.needed - best.count {
                    best = (count, needed[label])
                }
            }
        }
        if mayBeElected { return .undecided(round.open) }
        guard let elected else {
            return .restrictive(
                hasUnlistedQuorum(round)
                    ? .notPermitted : .noPermission(largest: best.count, needed: best.needed))
        }
        let members = supporters(of: elected, in: round)
        return .agreed(Election(.answer(of: members.first ?? 0), supporters: members))
    }

    package func supporters(
        of election: Election, in round: borrowing Round
    ) -> ReplicaSet {
        guard case .answer(let replica) = election.value else { return election.supporters }
        guard let label = Int(exactly: round.numbers[replica]) else { return [] }
        return supporters(of: label, in: round)
    }

    private func supporters(of label: Int, in round: borrowing Round) -> ReplicaSet {
        var members = ReplicaSet()
        for replica in round.answered where round.numbers[replica] == Double(label) {
            members.insert(replica)
        }
        return members
    }

    /// Whether an answer that is not listed has as many as the least demanding of those listed.
    private func hasUnlistedQuorum(_ round: borrowing Round) -> Bool {
        var least = Int.max
        for number in needed { least = min(least, number) }
        for replica in round.answered where round.numbers[replica].isNaN {
            if round.same[replica].count >= least { return true }
        }
        return false
    }
}

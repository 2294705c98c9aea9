/// What exact voting says of one version, over all groups that it is in.
package struct ExactVoting: Equatable, Sendable {
    /// Parts of the votes in which another answer than its own was agreed on, and in which none
    /// was.
    package let dissented: Double
    package let unagreed: Double

    /// By version; counted exactly, demand by demand, from the sizes of its classes.
    ///
    /// - Returns: nil where two answers could be agreed on, `2 * agree <= size`.
    package static func all(
        _ votes: RecordedVotes, size: Int, agree: Int
    ) -> [ExactVoting]? {
        guard 2 * agree > size else { return nil }
        let others = Draw(from: votes.versions - 1, taken: size - 1)
        // By how many of the others give it: the chance that enough of a group do.
        let own = (0..<votes.versions).map { others.chance(ofAtLeast: agree - 1, of: $0) }
        let alien = (0..<votes.versions).map { others.chance(ofAtLeast: agree, of: $0) }
        var dissented = Array(repeating: 0.0, count: votes.versions)
        var unagreed = dissented
        for demand in 0..<votes.demands {
            let ballots = votes.ballots(on: demand)
            var counts: [Int32: Int] = [:]
            for ballot in ballots where ballot != RecordedVotes.noAnswer {
                counts[ballot, default: 0] += 1
            }
            // At most one class can be agreed on, so chances add up.
            for (version, ballot) in ballots.enumerated() {
                let mine = counts[ballot].map { own[$0 - 1] } ?? 0
                let other = counts.sorted { $0.key < $1.key }.reduce(0.0) {
                    // A class of all cannot be another's.
                    $0 + ($1.key == ballot ? 0 : alien[min($1.value, votes.versions - 1)])
                }
                dissented[version] += other
                unagreed[version] += max(0, 1 - mine - other)
            }
        }
        let demands = Double(votes.demands)
        return zip(dissented, unagreed).map {
            ExactVoting(dissented: $0 / demands, unagreed: $1 / demands)
        }
    }

    /// Drawing without putting back.
    private struct Draw {
        let total: Int
        let taken: Int

        init(from total: Int, taken: Int) {
            self.total = total
            self.taken = taken
        }

        /// The hypergeometric distribution's tail.
        func chance(ofAtLeast least: Int, of marked: Int) -> Double {
            let ways = (max(0, least)...max(least, taken, 0)).reduce(0.0) { sum, count in
                guard count <= marked, taken - count >= 0, taken - count <= total - marked else {
                    return sum
                }
                return sum + Self.choose(marked, count) * Self.choose(total - marked, taken - count)
            }
            return ways / Self.choose(total, taken)
        }

        private static func choose(_ total: Int, _ taken: Int) -> Double {
            (0..<taken).reduce(1.0) { $0 * Double(total - $1) / Double($1 + 1) }
        }
    }
}

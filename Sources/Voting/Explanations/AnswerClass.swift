/// Replicas of which any two gave the same answer, and which nobody else can join.
package struct AnswerClass: Equatable, Sendable {
    /// So many are told of one round, the largest first.
    package static let countMax = 64
    /// So many steps are taken to find them: under a tolerance in several dimensions there can be
    /// 3^(n/3) maximal sets.
    private static let stepsMax = 10_000

    package let members: ReplicaSet
    /// The largest difference between two members' numbers; 0 without numbers.
    package let diameter: Double

    /// All maximal sets, the largest first, of equal size that of the lowest-numbered replica.
    ///
    /// The Bron–Kerbosch algorithm with Tomita's pivot (C. Bron, J. Kerbosch, "Algorithm 457:
    /// Finding All Cliques of an Undirected Graph", Communications of the ACM 16(9), 1973;
    /// E. Tomita, A. Tanaka, H. Takahashi, Theoretical Computer Science 363, 2006). Deviation: it
    /// gives up after a fixed number of steps, and what was found till then stands.
    package static func all(in round: borrowing Round) -> [AnswerClass] {
        var search = Search(same: round.same)
        search.extend(ReplicaSet(), candidates: round.answered, excluded: ReplicaSet())
        let found = search.found.sorted { one, other in
            one.count == other.count
                ? (one.first ?? 0, one.bits) < (other.first ?? 0, other.bits)
                : one.count > other.count
        }
        var classes: [AnswerClass] = []
        for members in found.prefix(countMax) {
            classes.append(AnswerClass(members: members, diameter: round.diameter(of: members)))
        }
        return classes
    }

    private struct Search {
        let same: [ReplicaSet]
        var found: [ReplicaSet] = []
        var steps = 0

        /// Adds every maximal set that has all of `members`, some of `candidates` and none of
        /// `excluded`.
        mutating func extend(
            _ members: ReplicaSet, candidates: ReplicaSet, excluded: ReplicaSet
        ) {
            steps += 1
            guard steps <= AnswerClass.stepsMax else { return }
            let either = candidates.union(excluded)
            guard
                let pivot = either.max(by: { one, other in
                    candidates.intersection(same[one]).count
                        < candidates.intersection(same[other]).count
                })
            else {
                if !members.isEmpty { found.append(members) }
                return
            }
            var (candidates, excluded) = (candidates, excluded)
            // The pivot itself is tried, its neighbours come with it.
            let untried = candidates.subtracting(same[pivot].subtracting(ReplicaSet(pivot)))
            for replica in untried {
                let neighbours = same[replica].subtracting(ReplicaSet(replica))
                extend(
                    members.union(ReplicaSet(replica)),
                    candidates: candidates.intersection(neighbours),
                    excluded: excluded.intersection(neighbours))
                candidates.remove(replica)
                excluded.insert(replica)
            }
        }
    }
}

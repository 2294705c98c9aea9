/// Finds the largest set of answers that are all the same as each other.
///
/// Under a tolerance answers do not fall into classes; the sets that cannot be made larger
/// overlap. They are the maximal cliques of the relation: C. Bron and J. Kerbosch, "Algorithm
/// 457: finding all cliques of an undirected graph", CACM 16(9), 1973, with the pivot of E.
/// Tomita, A. Tanaka and H. Takahashi, Theoretical Computer Science 363(1), 2006. There can be
/// 3^(n/3) of them, so the work is limited.
struct MutualSets {
    /// The largest one found; of several that with the lowest-numbered replicas.
    private(set) var largest = ReplicaSet()
    /// Whether the limit was not reached.
    var isComplete: Bool { steps <= Self.stepsMax }
    private var steps = 0
    static let stepsMax = 20_000

    /// - Parameter wanted: a replica that must be in the set, or nil.
    init(_ round: borrowing Round, with wanted: Int? = nil) {
        if let wanted {
            let neighbours = round.same[wanted].subtracting(ReplicaSet(wanted))
            extend(ReplicaSet(wanted), neighbours, [], round)
        } else {
            extend([], round.answered, [], round)
        }
    }

    /// - Parameters:
    ///   - chosen: mutually the same.
    ///   - candidates: the same as all chosen, not yet tried.
    ///   - tried: the same as all chosen, done before.
    private mutating func extend(
        _ chosen: ReplicaSet, _ candidates: ReplicaSet, _ tried: ReplicaSet,
        _ round: borrowing Round
    ) {
        steps += 1
        guard isComplete, chosen.count + candidates.count >= largest.count else { return }
        if candidates.isEmpty {
            if isBetter(chosen) { largest = chosen }
            return
        }
        var pivot = ReplicaSet()
        var most = -1
        for replica in candidates.union(tried) {
            let count = round.same[replica].intersection(candidates).count
            if count > most {
                most = count
                pivot = round.same[replica].subtracting(ReplicaSet(replica))
            }
        }
        var candidates = candidates
        var tried = tried
        for replica in candidates.subtracting(pivot) {
            let neighbours = round.same[replica].subtracting(ReplicaSet(replica))
            extend(
                chosen.union(ReplicaSet(replica)), candidates.intersection(neighbours),
                tried.intersection(neighbours), round)
            candidates.remove(replica)
            tried.insert(replica)
        }
    }

    private func isBetter(_ found: ReplicaSet) -> Bool {
        if found.count != largest.count { return found.count > largest.count }
        guard let first = ReplicaSet(bits: found.bits ^ largest.bits).first else { return false }
        return found.contains(first)
    }
}

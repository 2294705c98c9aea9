/// The ballots of one demand as a policy sees them: who may still answer, who answered in time,
/// and whose answers are the same.
///
/// Every configured replica is in exactly one of three places: in `open`, in `answered`, or in
/// neither, which is *out*: late, silent, crashed, malformed, absent or rejected. A policy never
/// sees bytes, so any relation between answers serves any policy.
///
/// Meant to be kept and used again: after `init` nothing is allocated.
package struct Round: Equatable, Sendable {
    /// Configured replicas, 1 to 64: thresholds count these, alive or not.
    package let replicas: Int
    /// May still answer.
    package private(set) var open: ReplicaSet
    /// Answered in time with something that counts.
    package private(set) var answered = ReplicaSet()
    /// For each that answered, those that answered the same under the relation, itself included;
    /// empty for the others. Symmetric; transitive only when `isTransitive`.
    package private(set) var same: [ReplicaSet]
    /// For each that answered, its answer as a number, where the policy `needs` one. NaN, which
    /// only a field that allows it lets through, takes no part in ordering and averaging.
    package private(set) var numbers: [Double]
    /// Distances in the field's metric, row by row, `replicas * replicas` of them, where the
    /// policy `needs` them; otherwise empty. Never NaN: what cannot be measured is infinite.
    package private(set) var distances: [Double]
    /// Whether `same` is an equivalence: exact relations are, tolerances are not.
    package var isTransitive = true

    /// Whether any of `numbers` was set since the last `reset`.
    private var hasNumbers = false

    /// All ballots open.
    package init(replicas: Int, hasDistances: Bool = false) {
        precondition(1...64 ~= replicas, "\(replicas) replicas")
        self.replicas = replicas
        open = ReplicaSet(first: replicas)
        same = Array(repeating: ReplicaSet(), count: replicas)
        numbers = Array(repeating: .nan, count: replicas)
        distances =
            hasDistances ? Array(repeating: .infinity, count: replicas * replicas) : []
    }

    package var configured: ReplicaSet { ReplicaSet(first: replicas) }
    /// Closed without an answer that counts.
    package var out: ReplicaSet { configured.subtracting(open).subtracting(answered) }
    /// The most ballots that can still come to count.
    package var reachable: Int { answered.count + open.count }

    /// Opens all ballots again.
    package mutating func reset() {
        // The others have nothing that could be left over.
        let answered = answered
        same.withUnsafeMutableBufferPointer { same in
            for replica in answered { same[replica] = ReplicaSet() }
        }
        if hasNumbers {
            for replica in answered { numbers[replica] = .nan }
            hasNumbers = false
        }
        open = configured
        self.answered = ReplicaSet()
        guard !distances.isEmpty else { return }
        for index in distances.indices { distances[index] = .infinity }
    }

    /// An open ballot closes with an answer.
    ///
    /// - Parameter alike: of those that answered before, those with the same answer.
    @inline(__always)
    package mutating func answer(
        _ replica: Int, alike: ReplicaSet, number: Double = .nan
    ) {
        precondition(open.contains(replica) && alike.isSubset(of: answered))
        open.remove(replica)
        answered.insert(replica)
        if !number.isNaN {
            numbers[replica] = number
            hasNumbers = true
        }
        same.withUnsafeMutableBufferPointer { same in
            same[replica] = alike.union(ReplicaSet(replica))
            for other in alike { same[other].insert(replica) }
        }
        if !distances.isEmpty { distances[replica * replicas + replica] = 0 }
    }

    /// A ballot that was closed without an answer is awaited after all.
    package mutating func reopen(_ replica: Int) {
        precondition(out.contains(replica))
        open.insert(replica)
    }

    /// How far apart two answers are, at least 0.
    package mutating func setDistance(_ one: Int, _ other: Int, _ distance: Double) {
        distances[one * replicas + other] = distance
        distances[other * replicas + one] = distance
    }

    package func distance(_ one: Int, _ other: Int) -> Double {
        distances[one * replicas + other]
    }

    /// An open ballot closes without an answer, or an answer is taken out (acceptance).
    package mutating func exclude(_ replica: Int) {
        open.remove(replica)
        answered.remove(replica)
        same[replica] = ReplicaSet()
        numbers[replica] = .nan
        for other in 0..<replicas { same[other].remove(replica) }
    }
}

import Voting

/// `pool` as it was written, before it is held against the rest.
struct PoolDraft {
    enum Active {
        case count(UInt64)
        /// All of them: active replication.
        case size
        /// One more than is declared to fail.
        case faultsAndOne
    }

    var size: Placed<UInt64>?
    var active: Placed<Active>?
    var spares: Placed<Pool.Spares>?
    /// Where `restart: false` stands.
    var noRestart: Problem.Place?
    var faults: FaultHypothesis?

    /// Whether it was said that one alone is asked.
    var hasPrimary: Bool {
        if case .count(1)? = active?.value { return true }
        return false
    }

    /// Nil when nobody sleeps.
    func pool(of draft: EnsembleDraft) -> Pool? {
        guard let active, let count = count(active.value, draft), count < draft.replicaCount
        else { return nil }
        return Pool(active: Int(count), spares: spares?.value ?? .whenPossible)
    }

    func restarts(_ said: Bool) -> Bool { said && spares?.value != .kept }

    private func count(_ active: Active, _ draft: EnsembleDraft) -> UInt64? {
        switch active {
        case .count(let count): count
        case .size: draft.replicaCount
        case .faultsAndOne: faults.map { UInt64($0.crash + $0.symmetric + $0.asymmetric + 1) }
        }
    }

    func problems(of draft: EnsembleDraft, _ vote: Ensemble.Vote) -> [Problem] {
        var problems: [Problem] = []
        let replicas = draft.replicaCount
        if let size, size.value != replicas {
            problems.append(
                Problem(
                    size.place, "size: \(size.value), but \(replicas) replicas are configured",
                    hint: "size: \(replicas), or list as many 'replicas' or 'variants' as it says"))
        }
        if let spares, let noRestart, spares.value != .kept {
            problems.append(
                Problem(
                    noRestart, "restart: false contradicts 'spares: \(spares.value.rawValue)'",
                    hint: "spares: kept"))
        }
        guard let active else { return problems }
        guard let count = count(active.value, draft) else {
            problems.append(
                Problem(
                    active.place, "active: f+1 needs to know f", hint: "faults: {symmetric: 1}"))
            return problems
        }
        let (agree, bounds) = (UInt64(vote.agree), "\(vote.agree) to \(replicas)")
        if count > replicas || count == 0 {
            problems.append(
                Problem(active.place, "active: \(count) is out of range (\(bounds))"))
        } else if count < agree {
            problems.append(
                Problem(
                    active.place,
                    "active: \(count) replicas can never agree without waking others, for "
                        + "'agree: \(agree)' needs more",
                    hint: "active: \(agree); or for primary and backups 'vote: "
                        + "{agree: 1, tie: lowest}'"))
        }
        return problems
    }
}

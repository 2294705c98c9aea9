import Voting

extension EnsembleCheck {
    /// Only what was generated can be generated again.
    private static func rebuildProblems(
        _ draft: EnsembleDraft, _ health: HealthDraft
    ) -> [Problem] {
        guard let rebuilds = health.rebuilds, rebuilds.value > 0 else {
            return health.rebuildDetail.map {
                [
                    Problem(
                        $0.place, "\($0.key): nothing is built anew without 'rebuilds'",
                        hint: "rebuilds: 3")
                ]
            } ?? []
        }
        var problems: [Problem] = []
        if draft.variantCount == nil {
            problems.append(
                Problem(
                    rebuilds.place,
                    "rebuilds: nothing here is generated, so nothing can be built anew",
                    hint: "variants: {count: 3}, or for what people wrote 'spare: true'"))
        }
        if !draft.pool.restarts(draft.restartsReplicas) {
            problems.append(
                Problem(
                    rebuilds.place, "rebuilds: with 'restart: false' no new build is ever started",
                    hint: "restart: true"))
        }
        return problems
    }

    /// Nobody is ever to be withdrawn who is missing for a quorum: where that is always so, the
    /// key would do nothing.
    static func healthProblems(_ draft: EnsembleDraft, vote: Ensemble.Vote) -> [Problem] {
        guard let health = draft.health else { return [] }
        let replicas = Int(draft.replicaCount)
        let quorum = vote.quorum(of: replicas)
        var problems = rebuildProblems(draft, health)
        if health.rejuvenate == nil, let reserve = health.reserve {
            problems.append(
                Problem(
                    reserve.place, "reserve: nothing is kept in reserve without 'rejuvenate'",
                    hint: "rejuvenate: 60min"))
        }
        let places = [
            ("rejuvenate", health.rejuvenate?.place), ("faults", health.faults?.place),
        ]
        for (key, place) in places {
            guard let place else { continue }
            if !draft.restartsReplicas {
                problems.append(
                    Problem(
                        place, "\(key): with 'restart: false' nobody who is withdrawn comes back",
                        hint: "restart: true"))
            } else if let pool = draft.pool.pool(of: draft), pool.active <= quorum {
                problems.append(
                    Problem(
                        place,
                        "\(key): of a pool only those who are awake can be missed, and "
                            + "\(pool.active) are no more than the \(quorum) that must agree",
                        hint: "pool: active: \(quorum + 1)"))
            } else if quorum >= replicas {
                problems.append(
                    Problem(
                        place,
                        "\(key): nobody can be withdrawn, for a verdict may need each of the "
                            + "\(replicas) replicas",
                        hint: "add a replica, or take a vote that can miss one, as 'agree: 2' of 3"
                    ))
            }
        }
        if problems.isEmpty, let reserve = health.reserve,
            reserve.value > UInt64(replicas - quorum - 1)
        {
            problems.append(
                Problem(
                    reserve.place,
                    "reserve: \(reserve.value) is more than is left of \(replicas) replicas while "
                        + "one is away and \(quorum) must agree",
                    hint: "reserve: \(replicas - quorum - 1)"))
        }
        return problems
    }
}

extension Ensemble.Vote {
    /// How many right answers always settle a demand; all where it matters whose are missing.
    package func quorum(of replicas: Int) -> Int {
        func policy(_ text: String) -> (any Policy)? {
            try? PolicyText.parse(text, replicas: replicas, agree: agree)
        }
        guard let shared = policy(policyText) else { return replicas }
        let own = fieldPolicies.compactMap { own in
            policy(own.policyText).map { (own.field, $0) }
        }
        let rule = VotingRule(
            replicas: replicas, agree: agree, policy: shared, schema: schema,
            fieldPolicies: Dictionary(own) { first, _ in first })
        return rule.quorum(agree: agree, restrictive: restrictive)
    }
}

import Voting

extension Scenario {
    /// From a seed of their own, last of all.
    mutating func drawCheckpoints() {
        var random = SplitMix64(seed: seed ^ 0xC4EC_4901)
        guard random.chance(75), plan.isStateful else { return }
        var rule = CheckpointRule()
        rule.every = UInt64(random.pick([1, 2, 3, 5, 10, 25]))
        if random.chance(25) { rule.nanoseconds = UInt64(random.pick([50, 400, 3_000])) * 1_000 }
        rule.stateBytesMax = 20
        plan.checkpoint = rule
        guard random.chance(50) else { return }
        let most = random.chance(80) ? plan.replicas - plan.agree : plan.replicas
        for _ in 0..<random.pick(1...max(1, most)) {
            let replica = random.below(plan.replicas)
            guard faulty.contains(replica) || faulty.count < most else { continue }
            stateFaults[replica] = StateFault(
                kind: random.pick(StateFault.Kind.allCases), lives: random.pick(1...4),
                from: random.below(5))
        }
    }

    var hasStateFaults: Bool { !stateFaults.isEmpty }
}

/// Trials in the same replicas at the same demand: what is run without going back.
struct TrialGroup: Sendable {
    let hit: [Int]
    /// Index among the chosen ones.
    let demand: Int
    /// In the order of their moments.
    var trials: [Trial]

    /// What is lost at most when somebody pulls the plug.
    private static let most = 500
    /// How many others one takes the time of for which a whole ensemble is run.
    private static let liveCost = 100

    /// Whether they strike what replicas share, while a whole ensemble runs.
    var isLive: Bool { hit.isEmpty }
    private var most: Int { isLive ? Self.most / Self.liveCost : Self.most }

    /// - Returns: in the order of replicas, then demands.
    static func groups(of trials: [Trial]) -> [TrialGroup] {
        let sorted = trials.sorted { left, right in
            if left.hit != right.hit { return left.hit.lexicographicallyPrecedes(right.hit) }
            return (left.demand, left.moment, left.id) < (right.demand, right.moment, right.id)
        }
        var groups: [TrialGroup] = []
        for trial in sorted {
            if let last = groups.indices.last, groups[last].hit == trial.hit,
                groups[last].demand == trial.demand, groups[last].trials.count < groups[last].most
            {
                groups[last].trials.append(trial)
            } else {
                groups.append(
                    TrialGroup(hit: trial.hit, demand: trial.demand, trials: [trial]))
            }
        }
        return groups
    }

    /// Neighbouring groups in so many parts that take about as long each.
    static func parts(_ groups: [TrialGroup], _ count: Int) -> [[TrialGroup]] {
        let all = groups.reduce(0) { $0 + $1.trials.count }
        var parts = Array(repeating: [TrialGroup](), count: count)
        var before = 0
        for group in groups {
            parts[min(count - 1, before * count / max(1, all))].append(group)
            before += group.trials.count
        }
        return parts
    }
}

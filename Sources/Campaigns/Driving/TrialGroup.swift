/// Trials in the same replicas at the same demand: what is run without going back.
struct TrialGroup: Sendable {
    let hit: [Int]
    /// Index among the chosen ones.
    let demand: Int
    /// In the order of their moments.
    let trials: [Trial]
    /// Whether they touch whatever else runs meanwhile.
    var isAlone = false

    /// What is lost at most when somebody pulls the plug.
    private static let most = 500
    /// As many where a whole ensemble is run for each, which takes a hundred times as long.
    private static let mostLive = 5

    /// Whether they strike what replicas share, while a whole ensemble runs.
    var isLive: Bool { hit.isEmpty }

    /// - Parameter alone: lines whose trials touch whatever else runs meanwhile.
    /// - Returns: in the order of replicas, then demands; those to be run alone at the end.
    static func groups(of trials: [Trial], alone: Set<Int>) -> [TrialGroup] {
        let last = groups(of: trials.filter { alone.contains($0.line) })
        return groups(of: trials.filter { !alone.contains($0.line) })
            + last.map { group in
                var group = group
                group.isAlone = true
                return group
            }
    }

    /// - Returns: in the order of replicas, then demands.
    static func groups(of trials: [Trial]) -> [TrialGroup] {
        let sorted = trials.sorted { left, right in
            if left.hit != right.hit { return left.hit.lexicographicallyPrecedes(right.hit) }
            return (left.demand, left.moment, left.id) < (right.demand, right.moment, right.id)
        }
        let alike = sorted.chunked { ($0.hit, $0.demand) == ($1.hit, $1.demand) }
        return alike.flatMap(split)
    }

    /// Each part has moments from all over the window: a copy that is made early has long to run.
    /// Trials of one moment stay together, for some of a pruned sample are the same.
    private static func split(_ trials: ArraySlice<Trial>) -> [TrialGroup] {
        let first = trials.first!
        let most = first.hit.isEmpty ? Self.mostLive : Self.most
        let count = (trials.count + most - 1) / most
        var parts = [[Trial]](repeating: [], count: count)
        let isLive = first.hit.isEmpty
        var number = 0
        for same in trials.chunked({ !isLive && $0.moment == $1.moment }) {
            for trial in same {
                // Of faults without a moment there may be any number.
                while parts[number % count].count >= most { number += 1 }
                parts[number % count].append(trial)
            }
            number += 1
        }
        return parts.filter { !$0.isEmpty }.map {
            TrialGroup(hit: first.hit, demand: first.demand, trials: $0)
        }
    }
}

extension RandomAccessCollection {
    /// Neighbours that are alike, together.
    fileprivate func chunked(_ areAlike: (Element, Element) -> Bool) -> [SubSequence] {
        var chunks: [SubSequence] = []
        var start = startIndex
        for place in indices.dropFirst() where !areAlike(self[index(before: place)], self[place]) {
            chunks.append(self[start..<place])
            start = place
        }
        if start < endIndex { chunks.append(self[start...]) }
        return chunks
    }
}

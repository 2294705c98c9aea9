import Statistics
import Thresholds

/// Figures by looking at every group on every demand, as their definitions say.
struct BruteForce {
    let votes: RecordedVotes

    /// All groups of a size; with replacement, as a mistake would have it, or without.
    static func groups(of size: Int, versions: Int, withReplacement: Bool = false) -> [[Int]] {
        guard size > 0 else { return [[]] }
        return groups(of: size - 1, versions: versions, withReplacement: withReplacement)
            .flatMap { group in
                let first = group.last.map { withReplacement ? $0 : $0 + 1 } ?? 0
                return (first..<max(first, versions)).map { group + [$0] }
            }
    }

    /// Wrong, restrictive, right.
    func rates(
        size: Int, agree: Int, weights: [Double]? = nil, groups given: [[Int]]? = nil
    ) -> [Double] {
        var sums = [0.0, 0, 0]
        var total = 0.0
        for group in given ?? Self.groups(of: size, versions: votes.versions) {
            let weight = group.reduce(1.0) { $0 * (weights?[$1] ?? 1) }
            for demand in 0..<votes.demands {
                total += weight
                sums[outcome(group, demand, agree)] += weight
            }
        }
        return sums.map { $0 / total }
    }

    private func outcome(_ group: [Int], _ demand: Int, _ agree: Int) -> Int {
        let electable = electable(group, demand, agree)
        if electable.isEmpty { return 1 }
        return electable.contains { $0 != votes.truth?[demand] } ? 0 : 2
    }

    private func electable(_ group: [Int], _ demand: Int, _ agree: Int) -> [Int32] {
        var counts: [Int32: Int] = [:]
        for version in group where votes.classes[version][demand] != RecordedVotes.noAnswer {
            counts[votes.classes[version][demand], default: 0] += 1
        }
        return counts.filter { $0.value >= agree }.map(\.key)
    }

    func tieRate(size: Int, agree: Int) -> Double {
        let groups = Self.groups(of: size, versions: votes.versions)
        let ties = groups.reduce(0) { sum, group in
            sum + (0..<votes.demands).count { electable(group, $0, agree).count > 1 }
        }
        return Double(ties) / Double(groups.count * votes.demands)
    }

    /// A random table: many right, some wrong together, some alone, some without an answer.
    static func table(
        versions: Int, demands: Int, hasTruth: Bool = true, seed: UInt64
    ) -> RecordedVotes {
        var draws = SeededDraws(seed: seed)
        let classes = (0..<versions).map { _ in
            (0..<demands).map { _ in Int32(max(-1, draws.draw(below: 7) - 2)) }
        }
        return RecordedVotes(
            classes: classes.map { row in row.map { $0 > 3 ? 0 : $0 } },
            truth: hasTruth ? Array(repeating: 0, count: demands) : nil)
    }
}

func areNear(_ one: [Double], _ other: [Double], within tolerance: Double = 1e-12) -> Bool {
    one.count == other.count && zip(one, other).allSatisfy { abs($0 - $1) <= tolerance }
}

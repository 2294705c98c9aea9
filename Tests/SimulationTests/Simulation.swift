import Foundation

/// Runs worlds by their seeds.
enum Simulation {
    /// What a seed's world does wrong; empty when nothing.
    static func failures(seed: UInt64, shell: Shell.Type = Shell.self) -> [Failure] {
        let world = World(scenario: Scenario(seed: seed).without(leftOut), shell: shell)
        return Evidence(world.run()).failures
    }

    /// The seeds to run: `THRICE_SEEDS` many from `THRICE_SEED_FIRST` on.
    static var seeds: Range<UInt64> {
        let environment = ProcessInfo.processInfo.environment
        let first = environment["THRICE_SEED_FIRST"].flatMap(UInt64.init) ?? 1
        let count = environment["THRICE_SEEDS"].flatMap(UInt64.init) ?? 500
        return first..<(first + count)
    }

    /// What `THRICE_WITHOUT` leaves out of all of them: words as `Simplification.text`.
    private static let leftOut: [Simplification] =
        (ProcessInfo.processInfo.environment["THRICE_WITHOUT"] ?? "").split(separator: " ")
        .compactMap { Simplification(text: String($0)) }

    /// The command that runs one seed again.
    static func replay(_ seed: UInt64, without left: [Simplification] = []) -> String {
        let words = left.map(\.text).joined(separator: " ")
        return "THRICE_SEED_FIRST=\(seed) THRICE_SEEDS=1 "
            + (left.isEmpty ? "" : "THRICE_WITHOUT='\(words)' ") + "make simulate"
    }

    /// Does something for all seeds, on all processors.
    ///
    /// - Parameters:
    ///   - most: how many of them, where each takes much longer.
    ///   - failure: what a seed breaks; nil for nothing.
    /// - Returns: the first ones that break something.
    static func search(
        most: UInt64 = .max, _ failure: @Sendable @escaping (UInt64) -> String?
    ) async -> [(seed: UInt64, failure: String)] {
        let wanted = seeds.lowerBound..<(seeds.lowerBound + min(most, UInt64(seeds.count)))
        let lanes = UInt64(max(1, ProcessInfo.processInfo.activeProcessorCount))
        return await withTaskGroup(of: [(seed: UInt64, failure: String)].self) { group in
            for lane in 0..<lanes {
                group.addTask {
                    var found: [(seed: UInt64, failure: String)] = []
                    for seed in wanted where seed % lanes == lane && found.count < 5 {
                        if let what = failure(seed) { found.append((seed, what)) }
                        // The other tests run on the same threads.
                        await Task.yield()
                    }
                    return found
                }
            }
            return await group.reduce(into: []) { $0 += $1 }.sorted { $0.seed < $1.seed }
        }
    }
}

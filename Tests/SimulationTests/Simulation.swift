import Foundation

/// Runs worlds by their seeds.
enum Simulation {
    /// What a seed's world does wrong; empty when nothing.
    static func failures(seed: UInt64, shell: Shell.Type = Shell.self) -> [Failure] {
        let world = World(scenario: Scenario(seed: seed), shell: shell)
        return Evidence(world.run()).failures
    }

    /// The seeds to run: `THRICE_SEEDS` many from `THRICE_SEED_FIRST` on.
    static var seeds: Range<UInt64> {
        let environment = ProcessInfo.processInfo.environment
        let first = environment["THRICE_SEED_FIRST"].flatMap(UInt64.init) ?? 1
        let count = environment["THRICE_SEEDS"].flatMap(UInt64.init) ?? 500
        return first..<(first + count)
    }

    /// The command that runs one seed again.
    static func replay(_ seed: UInt64) -> String {
        "THRICE_SEED_FIRST=\(seed) THRICE_SEEDS=1 make simulate"
    }
}

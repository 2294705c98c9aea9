/// How the whole ensemble is run: where faults strike what replicas share, and where the cached
/// vote is held against it.
package struct LiveRules: Codable, Equatable, Sendable {
    /// Of the gate, in nanoseconds.
    package var cycle: UInt64 = 500_000_000
    /// Of a whole run, in nanoseconds: one that takes longer hangs.
    package var budget: UInt64 = 10_000_000_000
    /// As the key of an ensemble; nil: the ensemble's own.
    package var durability: String?
    /// So many trials in replicas are done again in a whole ensemble that runs; 0: none.
    package var rechecks: UInt64 = 10
}

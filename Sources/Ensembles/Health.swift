/// When restarting a replica is given up, and how the ensemble's state is shown.
package struct Health: Sendable, Equatable {
    /// Losses of a replica within the window that a restart mends; the next one ejects it.
    package var restarts: Int
    /// Of the replica's own running time.
    package var windowNanoseconds: UInt64
    /// Restarts of all replicas together before they are spread out…
    package var budget: Int
    /// …to one in so long.
    package var budgetEveryNanoseconds: UInt64
    /// How long the light waits before it shows that things are better.
    package var holdNanoseconds: UInt64
    /// How long, and for 100 demands at least, a replica answers well before it is trusted again.
    package var cleanNanoseconds: UInt64
    /// One replica each so long is started anew though nothing is wrong; nil: none.
    package var rejuvenateNanoseconds: UInt64?
    /// How many failures must still be masked while it is away.
    package var reserve = 0
    /// Faulty ballots without a clean stretch after which a replica is started anew; nil: none.
    package var faults: Int?
    /// Deadlines are never stretched further than this, in percent.
    package var stretchPercent = 400
    /// Builds of a generated variant that may be made anew within the window that follows.
    package var rebuilds = 0
    package var rebuildWindowNanoseconds: UInt64 = 3_600_000_000_000
    /// How long one may take.
    package var rebuildNanosecondsMax: UInt64 = 300_000_000_000
}

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
}

/// How many of the configured replicas are asked; the others sleep until they are needed.
package struct Pool: Sendable, Equatable {
    /// At least `vote.agree`, fewer than the replicas.
    package var active: Int
    package var spares: Spares

    /// What becomes of the place of a replica that is lost.
    package enum Spares: String, Sendable, CaseIterable {
        /// It stays empty: there are as many spares as there were in the beginning.
        case kept
        /// A new process takes it, ever later when one is lost after the other.
        case whenPossible
        /// A new process takes it without delay.
        case atOnce
    }
}

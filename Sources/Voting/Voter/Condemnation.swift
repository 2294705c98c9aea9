/// The voter gave a replica up: its pipes are to be closed and its process killed.
package struct Condemnation: Equatable, Sendable {
    package var replica: Int
    package var loss: Loss
    /// The demand of the answer that it was given up for; otherwise the one it held, or else the
    /// one that it would have been handed next. From 1.
    package var demand: UInt64
    /// Whether it is none that it would have been handed next.
    package var isHeld: Bool
}

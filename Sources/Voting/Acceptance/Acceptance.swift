/// What a specification says of one answer. Only an accepted one counts.
package enum Acceptance: UInt8, Sendable {
    case accepted
    /// It breaks the specification.
    case rejected
    /// Whether it does could not be decided within the limits.
    case undecided
    /// The specification promises nothing about the demand in the state that the replica was in,
    /// so whatever it said is no fault of its own. With state that is so of all its answers from
    /// there on, and of those of a process that is shown the same demands.
    case outside
    /// It cannot be read as what the specification speaks of.
    case unreadable

    /// Whether the answer is to blame.
    var isRefusal: Bool { self != .accepted && self != .outside }
}

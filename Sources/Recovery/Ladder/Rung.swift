/// How far recovery has gone for one seat; each rung is for what the one below did not mend.
package enum Rung: Int, Comparable, Sendable, CaseIterable {
    case healthy
    /// It gave reason to look more closely; it counts as before.
    case watched
    /// Started anew, and no clean stretch since.
    case restarted
    /// Another build, from a new seed, and no clean stretch since.
    case rebuilt
    /// A spare sits there, and there was no clean stretch since.
    case replaced
    /// Empty for the rest of the run.
    case ejected

    package static func < (one: Rung, other: Rung) -> Bool { one.rawValue < other.rawValue }
}

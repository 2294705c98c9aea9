/// The state of the whole ensemble in one word; later ones are worse.
package enum LightColour: UInt8, Comparable, Sendable, CaseIterable {
    /// Everybody counts, and nothing is known against anybody.
    case green
    /// There is a quorum of reliable replicas, but not all is well.
    case yellow
    /// A quorum needs replicas that are away or under suspicion.
    case red

    package static func < (one: LightColour, other: LightColour) -> Bool {
        one.rawValue < other.rawValue
    }
}

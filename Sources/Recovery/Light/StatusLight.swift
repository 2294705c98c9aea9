/// Green, yellow or red: the ensemble's state as it is shown to people and told to the voter.
///
/// Worse at once; better only when the ensemble has been no worse than that for the whole hold
/// time, and only so often an hour. So however the ensemble flaps, the light does not.
package struct StatusLight: Sendable {
    package static let hour: UInt64 = 3_600_000_000_000

    private let policy: LightPolicy
    package private(set) var colour: LightColour
    /// Since when the ensemble has been no worse than a colour; nil: it is worse now.
    private var since: (green: UInt64?, yellow: UInt64?)
    private var improvements: SlidingCount

    /// - Parameter colour: the first one; an ensemble whose replicas are still to be started is
    ///   not green.
    package init(policy: LightPolicy, colour: LightColour = .red) {
        self.policy = policy
        self.colour = colour
        improvements = SlidingCount(limit: policy.improvementsPerHour, window: Self.hour)
    }

    /// - Parameter colour: what the ensemble's condition is.
    /// - Returns: whether what is shown changed.
    package mutating func show(_ colour: LightColour, at now: UInt64) -> Bool {
        since.green = colour == .green ? since.green ?? now : nil
        since.yellow = colour <= .yellow ? since.yellow ?? now : nil
        if colour > self.colour {
            self.colour = colour
            return true
        }
        guard let held = heldColour(at: now), !improvements.isFull(at: now) else { return false }
        improvements.note(now)
        self.colour = held
        return true
    }

    /// When it gets better if the ensemble stays as it was last shown.
    package var nextInstant: UInt64? {
        let start = colour == .red ? since.yellow : colour == .yellow ? since.green : nil
        return start.flatMap {
            improvements.freeAt($0.saturatingAdd(policy.holdNanoseconds))
        }
    }

    /// The best colour that was held long enough, if it is better than what is shown.
    private func heldColour(at now: UInt64) -> LightColour? {
        let isHeld = { (since: UInt64?) in
            since.map { now.since($0) >= policy.holdNanoseconds } ?? false
        }
        if colour > .green && isHeld(since.green) { return .green }
        return colour > .yellow && isHeld(since.yellow) ? .yellow : nil
    }
}

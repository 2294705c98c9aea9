/// Green, yellow or red: the ensemble's state as it is shown to people and told to the voter.
///
/// Worse at once; better only when it has been so for the hold time without a break, and only so
/// often an hour. A colour that was better for a moment within the hold time does not count: what
/// is shown in the end is the worst of that time. So however the ensemble flaps, the light does not.
package struct StatusLight: Sendable {
    package static let hour: UInt64 = 3_600_000_000_000

    private let policy: LightPolicy
    package private(set) var colour: LightColour
    /// Since when it is better than what is shown, and the worst that it has been since then.
    private var better: (since: UInt64, worst: LightColour)?
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
        if colour >= self.colour {
            better = nil
            defer { self.colour = colour }
            return colour > self.colour
        }
        let since = better?.since ?? now
        let worst = max(better?.worst ?? colour, colour)
        better = (since, worst)
        guard now.since(since) >= policy.holdNanoseconds, !improvements.isFull(at: now) else {
            return false
        }
        improvements.note(now)
        self.colour = worst
        better = colour < worst ? (now, colour) : nil
        return true
    }

    /// When it gets better if the ensemble stays as it was last shown.
    package var nextInstant: UInt64? {
        guard let better else { return nil }
        let held = better.since.saturatingAdd(policy.holdNanoseconds)
        return improvements.freeAt(held)
    }
}

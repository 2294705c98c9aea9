/// Where a process is to be led that stands where a call has returned.
struct WayGoal {
    /// From where it stands.
    let steps: StepList
    /// The number of the one before which it is to stand.
    let step: Int
    /// Whether there are calls on the way.
    let hasCalls: Bool

    /// Where it is not far, a translation is not worth its preparation.
    var isFar: Bool { step > 100 }
}

import Recovery

/// What the supervisor is told; it crosses to its process as JSON.
package struct SupervisionPlan: Codable, Equatable, Sendable {
    package var replicas: [ReplicaPlan]
    /// Of these, the last ones, which do not vote.
    package var shadows: Int
    /// How many of them must answer for a quorum.
    package var needed: Int
    package var care: CaretakerPolicy
    /// Whether a new process is shown the history before it counts.
    package var isStateful = false
    /// Replicas without a seat, in the order in which they are put into one.
    package var spares: [ReplicaPlan] = []
    /// Nil where no other build can be made.
    package var building: BuildPlan?
    /// Where it is kept who sits where (`SeatList`); nil: nowhere.
    package var seatsPath: String?
    /// By which the run's processes are found.
    var mark = ""
    /// The guardian's process number; it may have ended before a supervisor could ask.
    var guardian: Int32 = 0
    /// What an earlier supervisor has started and still runs: process numbers, 0 for none. Nil
    /// for the first one.
    package var running: [Int32]?

    package init(
        replicas: [ReplicaPlan], shadows: Int = 0, needed: Int, care: CaretakerPolicy
    ) {
        self.replicas = replicas
        self.shadows = shadows
        self.needed = needed
        self.care = care
    }
}

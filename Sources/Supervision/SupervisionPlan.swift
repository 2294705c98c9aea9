import Recovery

/// What the supervisor is told; it crosses to its process as JSON.
package struct SupervisionPlan: Codable, Equatable, Sendable {
    package var replicas: [ReplicaPlan]
    /// How many of them must answer for a quorum.
    package var needed: Int
    package var care: CaretakerPolicy
    /// Whether a new process is shown the history before it counts.
    package var isStateful = false

    package init(replicas: [ReplicaPlan], needed: Int, care: CaretakerPolicy) {
        self.replicas = replicas
        self.needed = needed
        self.care = care
    }
}

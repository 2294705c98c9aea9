import Recovery

/// What the supervisor is told; it crosses to its process as JSON.
package struct SupervisionPlan: Codable, Equatable, Sendable {
    package var replicas: [ReplicaPlan]
    package var restarts: LadderPolicy

    package init(replicas: [ReplicaPlan], restarts: LadderPolicy) {
        self.replicas = replicas
        self.restarts = restarts
    }
}

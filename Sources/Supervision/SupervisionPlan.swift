import Recovery

/// What the supervisor is told; it crosses to its process as JSON.
package struct SupervisionPlan: Codable, Equatable, Sendable {
    package var replicas: [ReplicaPlan]
    package var restarts: RestartPolicy

    package init(replicas: [ReplicaPlan], restarts: RestartPolicy) {
        self.replicas = replicas
        self.restarts = restarts
    }
}

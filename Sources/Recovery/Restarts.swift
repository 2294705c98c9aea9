/// When which lost replica is started anew: the supervisor's core.
///
/// Pure: the time is passed in, and starting is somebody else's. Exponential back-off per replica
/// keeps a crash loop from taking the machine away from the healthy ones.
package struct Restarts: Sendable {
    package enum Decision: Equatable, Sendable {
        /// It is started at this instant; `isSoon` when there was no reason to wait.
        case start(at: UInt64, isSoon: Bool)
        /// It is never started again.
        case eject
    }

    private struct Replica: Sendable {
        var startedAt: UInt64 = 0
        var lossesInARow = 0
        var isRunning = false
        var dueAt: UInt64?
        var isEjected = false
    }

    private let policy: RestartPolicy
    private var replicas: [Replica]

    package init(replicas: Int, policy: RestartPolicy) {
        self.policy = policy
        self.replicas = Array(repeating: Replica(), count: replicas)
    }

    package mutating func started(_ replica: Int, at now: UInt64) {
        replicas[replica].startedAt = now
        replicas[replica].isRunning = true
        replicas[replica].dueAt = nil
    }

    /// A replica's process ended or was given up, or could not be started.
    ///
    /// Told twice of one loss, it decides once.
    /// - Parameter isHopeless: starting it anew cannot help.
    /// - Returns: nil when the loss was known.
    package mutating func lost(
        _ replica: Int, isHopeless: Bool = false, at now: UInt64
    ) -> Decision? {
        guard !replicas[replica].isEjected, replicas[replica].dueAt == nil else { return nil }
        let lived = replicas[replica].isRunning ? now - replicas[replica].startedAt : 0
        replicas[replica].isRunning = false
        guard policy.isEnabled, !isHopeless else {
            replicas[replica].isEjected = true
            return .eject
        }
        if lived >= policy.healthyNanoseconds { replicas[replica].lossesInARow = 0 }
        let losses = replicas[replica].lossesInARow
        replicas[replica].lossesInARow += 1
        let due = now + delay(afterLosses: losses)
        replicas[replica].dueAt = due
        return .start(at: due, isSoon: losses == 0)
    }

    /// The replicas to start now; each is named once.
    package mutating func due(at now: UInt64) -> [Int] {
        let due = replicas.indices.filter { replicas[$0].dueAt.map { $0 <= now } ?? false }
        for replica in due { replicas[replica].dueAt = nil }
        return due
    }

    /// When `due` has something to say next.
    package var nextInstant: UInt64? { replicas.compactMap(\.dueAt).min() }

    private func delay(afterLosses losses: Int) -> UInt64 {
        if losses == 0 { return 0 }
        var delay = policy.delayNanoseconds
        for _ in 1..<min(losses, 64) {
            let (doubled, isTooLong) = delay.addingReportingOverflow(delay)
            if isTooLong { return policy.delayNanosecondsMax }
            delay = doubled
        }
        return min(policy.delayNanosecondsMax, delay)
    }
}

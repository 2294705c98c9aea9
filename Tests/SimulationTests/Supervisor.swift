import Recovery

/// The supervisor's shell around the real `Restarts`: tells the processes of a replica apart, so
/// that the end of an old one is never taken for the loss of its successor.
struct Supervisor {
    struct Order {
        /// The voter is told that this replica does not return soon.
        var doNotExpect: Int?
        var wakeAt: UInt64?
    }

    var isAlive = true
    private var restarts: Restarts
    private var current: [Int]
    /// Processes started, per replica.
    private(set) var starts: [Int]

    init(replicas: Int, isEnabled: Bool) {
        var policy = RestartPolicy()
        policy.isEnabled = isEnabled
        policy.delayNanoseconds = 200_000
        policy.delayNanosecondsMax = 3_000_000
        policy.healthyNanoseconds = 5_000_000
        restarts = Restarts(replicas: replicas, policy: policy)
        current = Array(repeating: -1, count: replicas)
        starts = Array(repeating: 0, count: replicas)
    }

    mutating func started(_ process: ReplicaProcess, at now: UInt64) {
        restarts.started(process.replica, at: now)
        current[process.replica] = process.id
        starts[process.replica] += 1
    }

    mutating func lost(_ process: ReplicaProcess, isHopeless: Bool, at now: UInt64) -> Order {
        guard isAlive, current[process.replica] == process.id else { return Order() }
        switch restarts.lost(process.replica, isHopeless: isHopeless, at: now) {
        case nil: return Order()
        case .eject: return Order(doNotExpect: process.replica)
        case .start(let at, let isSoon):
            return Order(doNotExpect: isSoon ? nil : process.replica, wakeAt: at)
        }
    }

    mutating func due(at now: UInt64) -> [Int] { isAlive ? restarts.due(at: now) : [] }
}

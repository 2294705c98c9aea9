import Recovery

/// The supervisor's shell around the real `Ladder`: tells the processes of a replica apart, so
/// that the end of an old one is never taken for the loss of its successor.
struct Supervisor {
    struct Reply {
        /// The voter is told that this replica does not return soon.
        var doNotExpect: Int?
        var wakeAt: UInt64?
    }

    var isAlive = true
    private var ladder: Ladder
    private var current: [Int]
    /// Processes started, per replica.
    private(set) var starts: [Int]

    init(replicas: Int, isEnabled: Bool) {
        var policy = LadderPolicy()
        policy.isEnabled = isEnabled
        policy.delayNanoseconds = 200_000
        policy.delayNanosecondsMax = 3_000_000
        policy.healthyNanoseconds = 5_000_000
        ladder = Ladder(replicas: replicas, needed: replicas, policy: policy)
        current = Array(repeating: -1, count: replicas)
        starts = Array(repeating: 0, count: replicas)
    }

    mutating func started(_ process: ReplicaProcess, at now: UInt64) {
        ladder.started(process.replica, at: now)
        current[process.replica] = process.id
        starts[process.replica] += 1
    }

    mutating func lost(_ process: ReplicaProcess, isHopeless: Bool, at now: UInt64) -> Reply {
        guard isAlive, current[process.replica] == process.id else { return Reply() }
        switch ladder.lost(process.replica, isHopeless ? .hopeless : .crashed, at: now) {
        case nil, .watch, .relax, .withdraw, .start, .await, .rebuild, .replace, .exchange,
            .swapEnded:
            return Reply()
        case .eject: return Reply(doNotExpect: process.replica)
        case .restart(let at, let isSoon):
            return Reply(doNotExpect: isSoon ? nil : process.replica, wakeAt: at)
        }
    }

    mutating func due(at now: UInt64) -> [Int] { isAlive ? ladder.due(at: now) : [] }
}

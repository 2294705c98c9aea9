/// What is to be done about each replica that failed or seems to: the supervisor's core.
///
/// healthy → watched → restarted → rebuilt → replaced → ejected. A clean stretch leads back to
/// healthy from anywhere but the last.
///
/// Pure: the time is passed in (nanoseconds, never backwards), and what it directs is somebody
/// else's to do. Exponential back-off per replica keeps a crash loop from taking the machine away
/// from the healthy ones; a budget for all of them does it for a storm. The host's slowness is
/// nobody's fault: see `blameMachine`.
package struct Ladder: Sendable {
    package let policy: LadderPolicy
    /// How many must count for a quorum.
    package let needed: Int
    package internal(set) var spares: Int
    var seats: [Seat]
    /// Of the seats, the last ones: started anew as others, and counted nowhere.
    package var shadows = 0
    /// The seats that another build can be made for; nil: all. Shadows never get one.
    package var buildable: Set<Int>?
    var voting: ArraySlice<Seat> { seats.dropLast(shadows) }
    var budget: RestartBudget?
    /// Whether slowness is the host's at the moment.
    package internal(set) var blamesMachine = false

    /// - Parameters:
    ///   - needed: replicas that must agree; whoever is withdrawn leaves as many behind.
    ///   - spares: that can be put in the place of a replica.
    package init(replicas: Int, needed: Int, spares: Int = 0, policy: LadderPolicy) {
        self.policy = policy
        self.needed = needed
        self.spares = spares
        seats = Array(repeating: Seat(policy), count: replicas)
        budget = policy.storm.map { RestartBudget($0) }
    }

    /// - Parameter isCatchingUp: it does not count until `caughtUp`.
    package mutating func started(
        _ replica: Int, isCatchingUp: Bool = false, at now: UInt64
    ) {
        guard seats[replica].presence != .ejected else { return }
        seats[replica].start(isCatchingUp: isCatchingUp, policy, at: now)
    }

    package mutating func caughtUp(_ replica: Int) { seats[replica].isCatchingUp = false }

    /// Another spare is ready.
    package mutating func gainedSpare() { spares += 1 }

    /// The replicas to start now; each is named once.
    package mutating func due(at now: UInt64) -> [Int] {
        var waiting = seats.indices.compactMap { replica in
            dueAt(replica).flatMap { $0 <= now ? (due: $0, replica: replica) : nil }
        }
        waiting.sort { ($0.due, $0.replica) < ($1.due, $1.replica) }
        var starting: [Int] = []
        for (_, replica) in waiting where mayStart(replica, at: now) {
            seats[replica].presence = .starting
            starting.append(replica)
        }
        return starting
    }

    /// When `due` or `settle` has something to say next.
    package var nextInstant: UInt64? {
        seats.indices.compactMap { replica in
            switch seats[replica].presence {
            case .waiting(let instant):
                guard let budget, !seats[replica].isExempt else { return instant }
                return max(instant, budget.nextInstant)
            case .onTrial(let instant): return instant
            default: return nil
            }
        }.min()
    }

    private func dueAt(_ replica: Int) -> UInt64? {
        guard case .waiting(let instant) = seats[replica].presence else { return nil }
        return instant
    }

    private mutating func mayStart(_ replica: Int, at now: UInt64) -> Bool {
        guard budget != nil else { return true }
        let hasToken = budget?.take(at: now) ?? true
        return hasToken || seats[replica].isExempt
    }
}

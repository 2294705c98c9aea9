/// One configured replica, whoever sits there now.
struct Seat: Sendable {
    enum Presence: Equatable, Sendable {
        /// To be started by whoever was told so.
        case starting
        /// For the instant of its restart.
        case waiting(until: UInt64)
        /// For the instant at which it is decided whether its slowness was its own.
        case onTrial(until: UInt64)
        /// Another build or a spare is on its way.
        case renewing
        case running
        /// It was asked to leave.
        case leaving(WithdrawalReason)
        case ejected
    }

    var presence = Presence.starting
    var rung = Rung.healthy
    var startedAt: UInt64 = 0
    /// It runs, and is not counted yet.
    var isCatchingUp = false
    /// That it is away, or about to be, is intended; until its next loss.
    var isRejuvenating = false
    /// How long the build has run, this process not included.
    var lived: UInt64 = 0
    var lossesInARow = 0
    var lastLossAt: UInt64?
    /// Its program is being exchanged.
    var isOnProbation = false
    /// Its restart needs no token: the first loss within a storm's window.
    var isExempt = false
    /// Of this build, by the time it had lived; those for slowness apart, for that may yet turn
    /// out to be the host's.
    var losses: SlidingCount
    var slowLosses: SlidingCount
    var rebuilds: SlidingCount
    /// The latest that this build failed on, and whether that was slowness of which nobody was
    /// found to be a witness.
    private var failedDemands: [(demand: UInt64, isInDoubt: Bool)] = []
    /// The demand of the last failure, if there was one.
    private var triedFor: UInt64?
    /// Faulty ballots since the last clean stretch, and those of them about time.
    var faults = 0
    var timeFaults = 0
    var cleanAnswers = 0
    var cleanSince: UInt64 = 0

    init(_ policy: LadderPolicy) {
        losses = Self.losses(policy)
        slowLosses = losses
        rebuilds = SlidingCount(
            limit: policy.rebuildsMax, window: policy.rebuildWindowNanoseconds)
    }

    private static func losses(_ policy: LadderPolicy) -> SlidingCount {
        SlidingCount(
            limit: policy.restartsMax ?? 0, window: policy.restartWindowNanoseconds)
    }

    var isRunning: Bool {
        switch presence {
        case .running, .leaving: true
        default: false
        }
    }

    /// Whether its ballots count, and nobody asked it to leave.
    var isCounting: Bool { presence == .running && !isCatchingUp }

    /// Nothing is known against it, and if it does not count, that is intended.
    var isHealthy: Bool { rung == .healthy && (isCounting || isRejuvenating) }

    /// A new process, of another build if one was on its way.
    mutating func start(isCatchingUp: Bool, _ policy: LadderPolicy, at now: UInt64) {
        if presence == .renewing { forgetBuild(policy) }
        presence = .running
        self.isCatchingUp = isCatchingUp
        startedAt = now
        soil(at: now)
        faults = 0
        timeFaults = 0
    }

    /// - Returns: how long the process lived.
    mutating func leave(at now: UInt64) -> UInt64 {
        let time = isRunning ? now.since(startedAt) : 0
        lived = lived.saturatingAdd(time)
        isRejuvenating = false
        return time
    }

    /// No clean stretch before now.
    mutating func soil(at now: UInt64) {
        cleanAnswers = 0
        cleanSince = now
    }

    mutating func failed(on demand: UInt64?, isSlowness: Bool) {
        triedFor = demand
        guard let demand else { return }
        if failedDemands.count == Self.demandsMax { failedDemands.removeFirst() }
        failedDemands.append((demand, isSlowness))
    }

    /// The most on any one demand.
    func failuresOnDemand(withDoubtful: Bool) -> Int {
        let counted = failedDemands.filter { withDoubtful || !$0.isInDoubt }.map(\.demand)
        return counted.map { demand in counted.count { $0 == demand } }.max() ?? 0
    }

    /// Its slowness on the demand that it was tried for was its own.
    mutating func convict() {
        for index in failedDemands.indices where failedDemands[index].demand == triedFor {
            failedDemands[index].isInDoubt = false
        }
    }

    /// Its slowness was, or may have been, the host's.
    mutating func forgetSlowness(_ policy: LadderPolicy) {
        slowLosses = Self.losses(policy)
        failedDemands.removeAll(where: \.isInDoubt)
    }

    private static let demandsMax = 16

    /// Another build has failed on nothing yet.
    mutating func forgetBuild(_ policy: LadderPolicy) {
        lived = 0
        lossesInARow = 0
        losses = Self.losses(policy)
        failedDemands = []
        slowLosses = Self.losses(policy)
    }
}

import Recovery
import Voting

/// Lives through a day: true replicas, a voter of few words, and the real core as the supervisor's.
///
/// One demand a second stands for a hundred. While nothing is wrong with anybody the demands are
/// left out, so that a day is as long as its troubles.
final class DayWorld {
    enum Event {
        case trouble(Int)
        case tick
        case wake
        /// What follows is about a process that may be gone by then.
        case crash(Int, process: Int, demand: UInt64?)
        case joined(Int, process: Int)
        case left(Int, process: Int)
        case missed(Int, process: Int, Closing)
        case answered(Int, process: Int, after: UInt64)
        case givenUp(Int, process: Int, demand: UInt64)
        case up(Int)
        case renewed(Int)
        case healed(Int, loop: Int)
    }

    static let startNanoseconds: UInt64 = 2_000_000
    static let eventsMax = 2_000_000

    let scenario: DayScenario
    let keeper: Keeper
    var random: SplitMix64
    var agenda = Agenda<Event>()
    var history: DayHistory
    var seats: [DaySeat]
    var now: UInt64 = 0
    var builds: Int
    var isTicking = false
    var hostSlowUntil: UInt64 = 0
    var hostFactor = 1.0
    var isHostEvident = false
    var stormUntil: UInt64 = 0
    private var wakeAt: UInt64?
    private var wakes: (at: UInt64, count: Int) = (0, 0)

    init(scenario: DayScenario, keeper: Keeper.Type = Keeper.self) {
        self.scenario = scenario
        self.keeper = keeper.init(scenario: scenario)
        random = SplitMix64(seed: scenario.seed ^ 0xDA11)
        history = DayHistory(scenario: scenario)
        let detector = FailureDetector(policy: scenario.detector)
        seats = (0..<scenario.replicas).map {
            DaySeat(build: DaySeat.Build(number: $0), detector: detector)
        }
        builds = scenario.replicas
    }

    func run() -> DayHistory {
        for replica in seats.indices {
            agenda.add(.up(replica), at: Self.startNanoseconds * UInt64(replica + 1))
        }
        for (index, trouble) in scenario.troubles.enumerated() {
            agenda.add(.trouble(index), at: trouble.at)
        }
        while let (time, event) = agenda.takeFirst(), time < DayScenario.end {
            now = time
            history.events += 1
            handle(event)
            observe()
            if history.events > Self.eventsMax { fail("DayIsLive", "too many events") }
            if !history.failures.isEmpty { break }
        }
        history.isSwapping = keeper.isSwapping
        history.seats = seats.indices.map {
            (seats[$0].isCounting, seats[$0].isEjected, seats[$0].build.crashesSoon)
        }
        return history
    }

    func fail(_ checker: String, _ what: String) {
        history.failures.append(
            Failure(checker: checker, what: "\(what) at \(Double(now) / 1e9) s"))
    }

    private func handle(_ event: Event) {
        switch event {
        case .trouble(let index): befall(scenario.troubles[index].trouble)
        case .tick: tick()
        case .wake:
            guard wakeAt == now else { return }
            wakeAt = nil
            wakes = wakes.at == now ? (now, wakes.count + 1) : (now, 1)
            if wakes.count > 100 { fail("DayIsLive", "woken a hundred times") }
            obey(keeper.elapsed(at: now))
        case .up(let replica): goUp(replica)
        case .renewed(let replica): goRenewed(replica)
        case .healed(let replica, let loop): heal(replica, loop: loop)
        case .crash(let replica, let process, let demand):
            guard isThere(replica, process) else { return }
            lose(replica, .crashed, holding: demand)
        case .joined(let replica, let process):
            guard isThere(replica, process) else { return }
            seats[replica].isCatchingUp = false
            obey(keeper.caughtUp(replica, at: now))
        case .left(let replica, let process):
            guard isThere(replica, process) else { return }
            lose(replica, .withdrawn)
        case .missed(let replica, let process, let closing):
            guard isThere(replica, process) else { return }
            obey(keeper.answered(replica, closing, 1, at: now))
            prove(replica, closing, 1)
        case .answered(let replica, let process, let time):
            guard isThere(replica, process) else { return }
            seats[replica].isOverdue = false
            seats[replica].detector.answered(after: time)
        case .givenUp(let replica, let process, let demand):
            guard isThere(replica, process) else { return }
            lose(replica, .silent, holding: demand)
        }
    }

    private func isThere(_ replica: Int, _ process: Int) -> Bool {
        seats[replica].isRunning && seats[replica].process == process
    }

    /// After every event: the light, the next wake, and whether there is anything to tick for.
    private func observe() {
        let light = keeper.light
        if light != history.lights.last?.colour { history.lights.append((now, light)) }
        if seats.count(where: \.isCounting) < scenario.needed && light != .red {
            fail("LightIsHonest", "\(light) without a quorum")
        }
        history.percentMax = max(history.percentMax, keeper.deadlinePercent)
        if let instant = keeper.nextInstant, instant < wakeAt ?? .max {
            wakeAt = max(instant, now)
            agenda.add(.wake, at: max(instant, now))
        }
        if !isTicking && isBusy {
            isTicking = true
            agenda.add(.tick, at: now + DayScenario.second)
        }
    }

    var isHostSlow: Bool { now < hostSlowUntil }

    private var isBusy: Bool {
        isHostSlow || keeper.isSwapping
            || seats.indices.contains { replica in
                let seat = seats[replica]
                if seat.isEjected { return false }
                return !seat.isCounting || seat.isHung || seat.isOverdue || seat.slowUntil > now
                    || seat.dissentsUntil > now || seat.build.poison != nil
                    || keeper.core.ladder.rung(of: replica) != .healthy
            }
    }

    private func tick() {
        isTicking = false
        // The supervisor tells how many there have been, whenever it looks.
        if keeper.isSwapping {
            obey(keeper.tried(demands: now / DayScenario.second, at: now))
        }
        if isHostSlow && isHostEvident {
            obey(keeper.saw(HostEvidence(pressure: 0.99), at: now))
        }
        for replica in seats.indices where seats[replica].isCounting { ask(replica) }
    }
}

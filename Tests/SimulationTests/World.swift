import Recovery
import Voting

/// The world around the voter: a clock, pipes, processes, a supervisor and a consumer, all moved
/// by one seed. It keeps the ground truth that the checkers compare with.
final class World {
    enum Event {
        case poke(Int)
        case think(Int)
        case speakEarly(Int)
        case death(Int)
        case source
        case consumer
        case message(Shell.Message)
        case loss(process: Int, isHopeless: Bool)
        case supervisor
        case supervisorDies
        case synced(UInt64)

        /// The process in which it happens.
        var process: Int? {
            switch self {
            case .poke(let id), .think(let id), .speakEarly(let id): id
            default: nil
            }
        }
    }

    let scenario: Scenario
    var random: SplitMix64
    private(set) var now: UInt64 = 0
    private var agenda = Agenda<Event>()
    private var shell: Shell!
    private var wakeAt: UInt64?
    /// When the supervisor's last message arrives.
    private var messageAt: UInt64 = 0
    private(set) var turns = 0
    private var idleTurns = 0

    var processes: [ReplicaProcess] = []
    /// What was to happen in processes that were stopped.
    private var missed: [Event] = []
    private var supervisor: Supervisor
    let source: BytePipe
    let consumer: BytePipe
    private var unsentDemands: [UInt8]
    private var stallsLeft: Int
    private(set) var history: History
    /// Of a run with a journal, which may end before it has finished.
    let life: Life?
    var hasFinished: Bool { shell.voter.isFinished }
    /// Away by the voter's own doing.
    var withdrawn: Set<Int> = []
    /// By which the voter was told to stretch deadlines.
    var percent = 100

    init(scenario: Scenario, shell: Shell.Type, life: Life? = nil) {
        self.scenario = scenario
        self.life = life
        random = SplitMix64(seed: scenario.seed ^ 0x5EED_0F_7155)
        supervisor = Supervisor(replicas: scenario.plan.seats, isEnabled: scenario.plan.restarts)
        source = BytePipe(capacity: scenario.pipeCapacity)
        consumer = BytePipe(capacity: max(16, scenario.pipeCapacity))
        unsentDemands = Array(scenario.demands.map(\.bytes).joined(separator: [0x0A]))
        if !scenario.demands.isEmpty, !scenario.isLastUnterminated { unsentDemands.append(0x0A) }
        if let life { unsentDemands = life.input }
        stallsLeft = scenario.stalls
        history = History(scenario: scenario)
        self.shell = shell.init(world: self)
    }

    /// Runs to the end, or until a limit is passed.
    func run() -> History {
        for replica in 0..<scenario.plan.seats { start(replica) }
        agenda.add(.source, at: 0)
        agenda.add(.consumer, at: 0)
        if let dies = scenario.supervisorDiesAt { agenda.add(.supervisorDies, at: dies) }
        for stretch in scenario.stretches {
            agenda.add(.message(.stretch(stretch.percent)), at: stretch.at)
        }
        for order in scenario.withdrawals {
            agenda.add(.message(.withdraw(order.replica)), at: order.at)
        }
        if let stops = scenario.stopsAt { agenda.add(.message(.stop), at: stops) }
        wake(after: 0)
        let limit = scenario.patience
        while !shell.voter.isFinished, !shell.voter.refusesCheckpoints,
            turns < life?.turnsMax ?? .max, history.failures.isEmpty
        {
            guard let next = [agenda.nextTime, wakeAt].compactMap({ $0 }).min() else {
                fail("RunIsLive", "nothing will ever happen again")
                break
            }
            now = max(now, next)
            if now > limit { fail("RunIsLive", "not finished after \(limit) ns") }
            if turns > turnsMax { fail("RunIsLive", "\(turnsMax) turns of the event loop") }
            if agenda.nextTime == next, let (_, event) = agenda.takeFirst() {
                happen(event)
            } else {
                turn()
            }
        }
        history.hasRefused = shell.voter.refusesCheckpoints
        history.output += consumer.read(limit: .max)
        history.endedAt = now
        history.tally = shell.voter.tally
        history.starts = supervisor.starts
        return history
    }

    /// Self-checks go on while no demand comes.
    private var turnsMax: Int { scenario.plan.selfCheck == nil ? 60_000 : 600_000 }

    func fail(_ checker: String, _ what: String) {
        history.failures.append(Failure(checker: checker, what: "\(what), at \(now) ns"))
    }

    private func wake(after delay: Int) {
        let at = now + UInt64(delay)
        wakeAt = min(wakeAt ?? at, at)
    }

    private func turn() {
        turns += 1
        wakeAt = nil
        let movedBefore = history.moves
        let due = shell.turn(at: now)
        if let due { wakeAt = max(due, now) }
        syncJournal()
        if shell.isReady { wake(after: random.pick(1...500)) }
        if let due, due <= now, history.moves == movedBefore {
            idleTurns += 1
            if idleTurns > 2 { fail("RunIsLive", "busy: wants to wake at \(due), again") }
        } else {
            idleTurns = 0
        }
    }

    private func syncJournal() {
        guard let life, life.journal.last > life.journal.syncing else { return }
        life.journal.syncing = life.journal.last
        agenda.add(.synced(life.journal.last), at: now + UInt64(random.pick(life.latencies)))
    }

    private func happen(_ event: Event) {
        switch event {
        case .synced(let record):
            life?.journal.sync(upTo: record)
            wake(after: random.pick(0...500))
        case .poke(let id) where processes[id].isStopped,
            .think(let id) where processes[id].isStopped,
            .speakEarly(let id) where processes[id].isStopped:
            missed.append(event)
        case .poke(let id): obey(processes[id].poke(), processes[id])
        case .think(let id): obey(processes[id].think(), processes[id])
        case .speakEarly(let id): obey(processes[id].speakEarly(), processes[id])
        case .death(let id):
            processes[id].isDeathKnown = true
            wake(after: 0)
        case .source: feedSource()
        case .consumer: consume()
        case .message(let message):
            shell.inbox.append(message)
            wake(after: random.pick(0...500))
        case .loss(let id, let isHopeless):
            let process = processes[id]
            obey(supervisor.lost(process, isHopeless: isHopeless, at: now))
        case .supervisor:
            for replica in supervisor.due(at: now) { start(replica) }
        case .supervisorDies:
            supervisor.isAlive = false
            send(.restartsEnded)
        }
    }

    private func obey(_ wish: ReplicaProcess.Wish, _ process: ReplicaProcess) {
        if process.output.isReadable || shell.isWaitingToWrite(to: process) {
            wake(after: random.pick(0...1_000))
        }
        switch wish {
        case .nothing: break
        case .poke(let delay): agenda.add(.poke(process.id), at: now + delay)
        case .think(let delay): agenda.add(.think(process.id), at: now + delay)
        case .dies:
            if process.isAlive { process.die() }
            agenda.add(.death(process.id), at: now + UInt64(random.pick(0...1_000)))
            reap(process)
        }
    }

    private func reap(_ process: ReplicaProcess) {
        let after = UInt64(random.pick(0...30_000))
        agenda.add(.loss(process: process.id, isHopeless: false), at: now + after)
    }
}

// What the supervisor does.
extension World {
    private func start(_ replica: Int) {
        let process = ReplicaProcess(
            id: processes.count, replica: replica, incarnation: supervisor.starts[replica],
            scenario: scenario, random: SplitMix64(seed: random.next()))
        processes.append(process)
        history.transcripts.append(
            Transcript(
                replica: replica, incarnation: process.incarnation, plan: scenario.plan))
        supervisor.started(process, at: now)
        send(.started(process))
        agenda.add(.poke(process.id), at: now + UInt64(random.pick(0...20_000)))
        if process.fault?.kind == .earlyAtStart {
            agenda.add(.speakEarly(process.id), at: now + UInt64(random.pick(0...40_000)))
        } else if process.fault?.kind == .early {
            agenda.add(.speakEarly(process.id), at: now + UInt64(random.pick(0...2_000_000)))
        }
    }

    /// Over one socket, so in order.
    private func send(_ message: Shell.Message) {
        messageAt = max(messageAt, now + UInt64(random.pick(0...20_000)))
        agenda.add(.message(message), at: messageAt)
    }

    private func obey(_ order: Supervisor.Reply) {
        if let replica = order.doNotExpect {
            send(.willNotReturn(replica))
        }
        if let at = order.wakeAt { agenda.add(.supervisor, at: at) }
    }

    func tellSupervisor(of process: ReplicaProcess, isHopeless: Bool) {
        let after = UInt64(random.pick(0...10_000))
        agenda.add(.loss(process: process.id, isHopeless: isHopeless), at: now + after)
    }
}

// What the shell does to the world.
extension World {
    func kill(_ process: ReplicaProcess) {
        process.die()
        process.input.isWriterOpen = false
        process.output.isReaderOpen = false
        history.moves += 1
    }

    func stop(_ process: ReplicaProcess) {
        guard !process.isStopped else { return }
        process.isStopped = true
        history.moves += 1
        history.transcripts[process.id].stopped(at: now)
    }

    func isHolding(_ process: ReplicaProcess) -> Bool {
        history.transcripts[process.id].isHolding
    }

    func resume(_ process: ReplicaProcess) {
        guard process.isStopped else { return }
        process.isStopped = false
        history.moves += 1
        history.transcripts[process.id].resumed(at: now)
        let wake = now + UInt64(random.pick(0...2_000))
        for event in missed where event.process == process.id { agenda.add(event, at: wake) }
        missed.removeAll { $0.process == process.id }
    }

    func readAnswers(of process: ReplicaProcess, limit: Int) -> [UInt8] {
        let bytes = process.output.read(limit: min(limit, random.pick(1...scenario.chunk)))
        history.transcripts[process.id].said(
            bytes, in: scenario.plan, percent: percent, at: now)
        history.moves += 1
        agenda.add(.poke(process.id), at: now + UInt64(random.pick(0...500)))
        return bytes
    }

    func writeDemands(to process: ReplicaProcess, _ bytes: UnsafeRawBufferPointer) -> Int? {
        guard let count = process.input.write(bytes, limit: random.pick(1...scenario.chunk)) else {
            return nil
        }
        history.transcripts[process.id].wrote(count)
        history.moves += 1
        agenda.add(.poke(process.id), at: now + UInt64(random.pick(0...500)))
        return count
    }

    func writeOutput(_ bytes: UnsafeRawBufferPointer) -> Int {
        let count = consumer.write(bytes, limit: random.pick(1...scenario.chunk)) ?? 0
        history.written += count
        history.moves += 1
        return count
    }

    func noteLoss(_ condemned: Condemnation) {
        history.losses.append(condemned)
        if condemned.loss == .withdrawn { withdrawn.insert(condemned.replica) }
        if condemned.loss == .silent, let process = shell.connections[condemned.replica],
            !history.transcripts[process.id].exchanges.contains(where: { $0.missedAt != nil })
        {
            history.hurried = condemned.replica
        }
        history.answerWithdrawal(of: condemned.replica, condemned.loss, at: now)
    }

    /// Those that were there when the voter gave one up; who was given up beside it counts.
    func noteWithdrawn(leaving others: Int) {
        history.leastLeft = min(history.leastLeft, others)
    }

    func noteWithdrawal(of replica: Int, isThere: Bool) {
        if isThere { history.withdrawals.append(Withdrawal(replica: replica, at: now)) }
    }

    func note(_ notice: VoterNotice) {
        if case .stays(let replica) = notice {
            history.answerWithdrawal(of: replica, nil, at: now)
        }
    }

    func sourceMoved() {
        history.moves += 1
    }

    /// After each `advance`: what the voter offers to whom, and what it let out.
    func observe(_ shell: Shell) {
        for case .some(let process) in shell.connections {
            let pending = shell.pendingInput(of: process.replica)
            history.transcripts[process.id].passed(percent: percent, at: now)
            history.transcripts[process.id].offered(pending, in: scenario, at: now)
        }
        let lost = (0..<scenario.plan.replicas).count {
            shell.connections[$0] == nil && shell.hasConnected.contains($0)
                && !withdrawn.contains($0)
        }
        history.observe(shell.voter, lost: lost, at: now)
    }

    private func feedSource() {
        guard !unsentDemands.isEmpty else {
            source.isWriterOpen = false
            wake(after: 0)
            return
        }
        let limit = random.chance(50) ? random.pick(1...40) : 65_536
        let count = source.write(unsentDemands, limit: limit) ?? 0
        unsentDemands.removeFirst(count)
        wake(after: random.pick(0...500))
        let pause = count == 0 ? 20_000 : random.pick(1...scenario.sourcePause)
        agenda.add(.source, at: now + UInt64(pause))
    }

    private func consume() {
        history.output += consumer.read(limit: random.pick(1...4096))
        var pause = UInt64(random.pick(100...20_000))
        if stallsLeft > 0, random.chance(2) {
            stallsLeft -= 1
            pause = scenario.stallNanoseconds
        }
        if !shell.voter.pendingOutput.isEmpty { wake(after: 0) }
        agenda.add(.consumer, at: now + pause)
    }
}

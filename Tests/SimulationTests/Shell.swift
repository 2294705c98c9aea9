import Voting

/// Drives the real `Voter` as its process does: takes what is ready, in any order and in pieces,
/// lets the voter draw its conclusions, and does what it wants done.
///
/// The twins that carry a planted bug override the steps that the real shell must get right.
class Shell {
    enum Message {
        case started(ReplicaProcess)
        case willNotReturn(Int)
        case withdraw(Int)
        case stretch(Int)
        case restartsEnded
        case stop
    }

    unowned let world: World
    var voter: Voter
    /// The process that each replica's pipes lead to.
    var connections: [ReplicaProcess?]
    var inbox: [Message] = []
    private(set) var hasConnected: Set<Int> = []
    private var sourceHasEnded = false

    required init(world: World) {
        self.world = world
        let plan = Self.plan(for: world.scenario)
        voter = Voter(
            plan: plan, acceptance: Self.acceptance(for: world.scenario),
            journal: world.life?.journal)
        world.life?.teach(&voter)
        connections = Array(repeating: nil, count: plan.seats)
    }

    /// What the voter is told of the ensemble.
    class func plan(for scenario: Scenario) -> VoterPlan { scenario.plan }

    /// What the voter asks, where replicas are walks.
    class func acceptance(for scenario: Scenario) -> (any AcceptanceTest)? {
        scenario.hasMachine ? test.init(scenario) : nil
    }

    class var test: WalkTest.Type { WalkTest.self }

    /// What the voter is told of the time.
    func time(_ now: UInt64) -> UInt64 { now }

    private enum Source {
        case demands
        case message
        case replica(Int)
    }

    /// One turn of the event loop.
    /// - Returns: when to wake at the latest; nil when only events matter.
    final func turn(at now: UInt64) -> UInt64? {
        var sources: [Source] = connections.indices.map { .replica($0) }
        sources += [.demands, .message]
        world.random.shuffle(&sources)
        for source in sources where world.random.chance(80) { take(source, at: now) }
        var passes = 0
        repeat {
            voter.advance(to: time(now))
            world.observe(self)
            passes += 1
            if passes > 10_000 { world.fail("RunIsLive", "10,000 passes in one turn") }
        } while act(at: now) && passes <= 10_000
        return wakeTime
    }

    /// When the voter wants to be called at the latest.
    var wakeTime: UInt64? { voter.nextInstant }

    /// Whether something can be taken or given without waiting.
    final var isReady: Bool {
        if !inbox.isEmpty { return true }
        let source = world.source
        if !sourceHasEnded, source.isReadable, !voter.demandRoom().isEmpty { return true }
        for (replica, process) in connections.enumerated() {
            guard let process else { continue }
            if process.isDeathKnown || process.output.isReadable { return true }
            if process.input.isWritable, !voter.pendingInput(of: replica).isEmpty { return true }
        }
        return !voter.pendingOutput.isEmpty && world.consumer.isWritable
    }

    /// Whether there is something for it that its pipe takes now.
    final func isWaitingToWrite(to process: ReplicaProcess) -> Bool {
        connections[process.replica] === process && process.input.isWritable
            && !voter.pendingInput(of: process.replica).isEmpty
    }

    private func take(_ source: Source, at now: UInt64) {
        switch source {
        case .demands: takeDemands()
        case .message: if !inbox.isEmpty { take(inbox.removeFirst(), at: now) }
        case .replica(let replica): takeAnswers(of: replica, at: now)
        }
    }

    private func takeDemands() {
        let room = voter.demandRoom()
        guard !sourceHasEnded, !room.isEmpty, world.source.isReadable else { return }
        let bytes = world.source.read(limit: min(room.count, world.scenario.chunk))
        if bytes.isEmpty {
            sourceHasEnded = true
            voter.demandsEnded()
        } else {
            room.copyBytes(from: bytes)
            voter.receivedDemands(bytes.count)
        }
        world.sourceMoved()
    }

    func take(_ message: Message, at now: UInt64) {
        switch message {
        case .started(let process):
            connect(process)
            voter.started(process.replica, at: time(now))
        case .willNotReturn(let replica): voter.willNotReturn(replica)
        case .stretch(let percent):
            world.percent = percent
            stretch(percent)
        case .withdraw(let replica):
            world.noteWithdrawal(of: replica, isThere: connections[replica] != nil)
            withdraw(replica, at: now)
        case .restartsEnded: voter.restartsEnded()
        case .stop: voter.stop()
        }
    }

    func stretch(_ percent: Int) { voter.stretchDeadlines(percent: percent) }

    func withdraw(_ replica: Int, at now: UInt64) { voter.withdraw(replica, at: time(now)) }

    /// The pipes of the process before are closed; what is in them is never read.
    func connect(_ process: ReplicaProcess) {
        if let old = connections[process.replica] { world.kill(old) }
        connections[process.replica] = process
        hasConnected.insert(process.replica)
        world.withdrawn.remove(process.replica)
    }

    /// Passes on what a replica said, then its end.
    func takeAnswers(of replica: Int, at now: UInt64) {
        guard let process = connections[replica] else { return }
        let isDead = process.isDeathKnown
        repeat {
            let room = voter.answerRoom(of: replica)
            guard !room.isEmpty, process.output.isReadable else { break }
            let bytes = world.readAnswers(of: process, limit: room.count)
            if bytes.isEmpty {
                lose(replica, isDead ? .died : .closedPipe, at: now)
                return
            }
            pass(bytes, of: replica, at: now)
        } while isDead && connections[replica] === process
        if isDead && connections[replica] === process { lose(replica, .died, at: now) }
    }

    func pass(_ bytes: [UInt8], of replica: Int, at now: UInt64) {
        voter.answerRoom(of: replica).copyBytes(from: bytes)
        voter.receivedAnswers(of: replica, bytes.count, at: time(now))
    }

    func lose(_ replica: Int, _ loss: Loss, at now: UInt64) {
        voter.lost(replica, loss, at: time(now))
    }

    /// - Returns: whether a byte was written, so that the voter may have more to do.
    private func act(at now: UInt64) -> Bool {
        var hasMoved = false
        for process in connections.compactMap(\.self) { rest(process) }
        for replica in connections.indices {
            guard let process = connections[replica] else { continue }
            let pending = pendingInput(of: replica)
            guard !pending.isEmpty, process.input.isWritable else { continue }
            if let count = world.writeDemands(to: process, pending) {
                voter.wroteInput(of: replica, count)
                hasMoved = hasMoved || count > 0
            } else {
                lose(replica, .closedPipe, at: now)
                hasMoved = true
            }
        }
        let others = connections.count { $0 != nil } - 1
        while let condemned = voter.nextCondemned() {
            if condemned.loss == .withdrawn { world.noteWithdrawn(leaving: others) }
            world.noteLoss(condemned)
            condemn(condemned)
        }
        while let notice = voter.nextNotice() { world.note(notice) }
        return writeOutput() || hasMoved
    }

    /// What is to be written to a replica.
    func pendingInput(of replica: Int) -> UnsafeRawBufferPointer {
        voter.pendingInput(of: replica)
    }

    /// Stops a process, or lets it go on, as the voter wants it.
    func rest(_ process: ReplicaProcess) {
        if voter.isAtRest(process.replica) { world.stop(process) } else { world.resume(process) }
    }

    func writeOutput() -> Bool {
        let pending = voter.pendingOutput
        guard !pending.isEmpty, world.consumer.isWritable else { return false }
        let count = world.writeOutput(pending)
        voter.wroteOutput(count)
        return count > 0
    }

    func condemn(_ condemned: Condemnation) {
        guard let process = connections[condemned.replica] else { return }
        connections[condemned.replica] = nil
        world.kill(process)
        world.tellSupervisor(of: process, isHopeless: condemned.loss == .historyFull)
    }
}

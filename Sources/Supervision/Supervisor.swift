import CLinux
import Glibc
import Recovery
import Voting
import Wiring

/// Starts the replicas and starts lost ones anew; a process of its own.
///
/// The shell around `Caretaker`. It holds no end of the data path: a replica's pipes go to the
/// voter, its standard error to the guardian, and its exit to the guardian too, whose child it
/// is. So nothing stops when this process does.
package struct Supervisor {
    let plan: SupervisionPlan
    let voter: ControlSocket
    let guardian: ControlSocket
    private let searchPath: String
    var caretaker: Caretaker
    var toldLight: LightColour?
    /// Looked at some times a second where the answers matter to recovery.
    var ballots: ClosedBallots?
    /// Looked at as often as these.
    var host: HostProbe?
    var toldBlame = false
    var toldPercent = 100
    var processes: [pid_t]
    var hasStarted: [Bool]
    /// Of whom the voter has not yet said whether it has them.
    var isUnknown: [Bool]
    private var mustStop = false
    private var isOrphan = false
    private let strays: Strays
    private let groups: ControlGroups?
    private let guardianNumber = getppid()

    package init(
        plan: SupervisionPlan, voter: ControlSocket, guardian: ControlSocket,
        scoreboard: Scoreboard?
    ) {
        self.plan = plan
        self.voter = voter
        self.guardian = guardian
        searchPath = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
        caretaker = Caretaker(
            replicas: plan.replicas.count, shadows: plan.shadows, needed: plan.needed,
            policy: plan.care, at: UInt64(thrice_now()))
        if plan.care.light != nil, let scoreboard {
            ballots = ClosedBallots(scoreboard: scoreboard)
            host = HostProbe(HostCounters.read(), at: UInt64(thrice_now()))
        }
        processes = Array(repeating: 0, count: plan.replicas.count)
        hasStarted = Array(repeating: false, count: plan.replicas.count)
        isUnknown = Array(repeating: plan.running != nil, count: plan.replicas.count)
        strays = Strays(mark: plan.mark)
        let hasSandbox = plan.replicas.contains { $0.sandbox != nil }
        groups = hasSandbox ? ControlGroups.make(guardian: guardianNumber) : nil
    }

    /// Runs until the guardian says stop, or ends.
    package mutating func run() {
        // The guardian's end is noticed by its socket: the replicas' groups are to be killed then.
        _ = thrice_die_with_parent(0)
        signal(SIGPIPE, SIG_IGN)
        if plan.running == nil {
            for replica in plan.replicas.indices where !mustStop { start(replica) }
        } else {
            takeOver()
        }
        while !mustStop {
            wait()
            noteBallots()
            noteHost()
            hearVoter()
            hearGuardian()
            if !mustStop { follow(caretaker.elapsed(at: UInt64(thrice_now()))) }
            tellCondition()
        }
        if isOrphan { awaitVoter() }
        for process in processes where process > 0 { kill(-process, SIGKILL) }
        if isOrphan {
            strays.killAll()
            if groups != nil { ControlGroups.remove(guardian: guardianNumber) }
        }
    }

    private mutating func hearVoter() {
        while !mustStop {
            switch voter.receive() {
            case .nothing: return
            case .ended:
                // The guardian knows it first-hand and ends the run.
                awaitGuardian()
            case .message(let message, let descriptors):
                for descriptor in descriptors { close(descriptor) }
                guard plan.replicas.indices.contains(message.replica) else { continue }
                if message.kind == .asleep { guardian.send(message) }
                hear(message)
            }
        }
    }

    private mutating func hear(_ message: ControlMessage) {
        let (replica, now) = (message.replica, UInt64(thrice_now()))
        switch message.kind {
        case .lost: lose(message)
        case .stays: follow(caretaker.stays(replica, at: now))
        case .caughtUp: follow(caretaker.caughtUp(replica, at: now))
        case .present: meet(replica, message)
        default: return
        }
    }

    private mutating func lose(_ message: ControlMessage) {
        let replica = message.replica
        let loss = UInt8(exactly: message.first).flatMap { Loss(rawValue: $0) }
        if loss == .withdrawn {
            let isTurn = caretaker.ladder.leaving(replica) == .rejuvenation
            guardian.send(ControlMessage(.withdrawn, replica: replica, first: isTurn ? 1 : 0))
        } else {
            guardian.send(
                ControlMessage(
                    .gaveUp, replica: replica, first: message.first,
                    second: Int64(message.second.magnitude)))
        }
        // Of what happened before it says itself what came of it.
        if isUnknown[replica] { return }
        // The voter has killed it; the guardian kills its group before it reaps it.
        processes[replica] = 0
        // What it answered before goes before its loss.
        noteBallots()
        let held = message.second > 0 ? UInt64(message.second) : nil
        follow(
            caretaker.lost(
                replica, LossCause(loss), holding: held, at: UInt64(thrice_now())))
    }

    mutating func follow(_ orders: [Order]) {
        for order in orders where !mustStop { follow(order) }
    }

    private mutating func follow(_ order: Order) {
        let replica = order.replica
        switch order.directive {
        // Other builds and spares are never ordered: the policy has none.
        case .watch, .relax, .rebuild, .replace: return
        case .withdraw: voter.send(ControlMessage(.withdraw, replica: replica))
        case .await: voter.send(ControlMessage(.willNotReturn, replica: replica))
        case .start: start(replica)
        case .eject:
            voter.send(ControlMessage(.willNotReturn, replica: replica))
            guardian.send(ControlMessage(.restartPlanned, replica: replica, first: -1))
        case .restart(let instant, let isSoon):
            if !isSoon { voter.send(ControlMessage(.willNotReturn, replica: replica)) }
            let now = UInt64(thrice_now())
            guardian.send(
                ControlMessage(
                    .restartPlanned, replica: replica,
                    first: instant > now ? Int64(clamping: instant - now) : 0))
        }
    }

    private mutating func hearGuardian() {
        while !mustStop {
            switch guardian.receive() {
            case .nothing: return
            case .message(let message, let descriptors):
                for descriptor in descriptors { close(descriptor) }
                if message.kind == .stop { mustStop = true }
            case .ended:
                mustStop = true
                isOrphan = true
            }
        }
    }

    /// Whatever the guardian says next, it is the end.
    private mutating func awaitGuardian() {
        var file = pollfd(fd: guardian.descriptor, events: Int16(POLLIN), revents: 0)
        poll(&file, 1, -1)
        hearGuardian()
        mustStop = true
    }

    /// The voter ends with the guardian, too; to one that still lives the replicas' end would be a
    /// verdict.
    private func awaitVoter() {
        let limit = UInt64(thrice_now()) + 1_000_000_000
        while UInt64(thrice_now()) < limit {
            var file = pollfd(fd: voter.descriptor, events: Int16(POLLIN), revents: 0)
            poll(&file, 1, 100)
            switch voter.receive() {
            case .ended: return
            case .message(_, let descriptors): for descriptor in descriptors { close(descriptor) }
            case .nothing: continue
            }
        }
    }

    mutating func start(_ replica: Int) {
        do {
            try launch(plan.replicas[replica], replica)
            hasStarted[replica] = true
        } catch {
            guard case .failed(let stage, let number, let missing) = error else { return }
            guardian.send(
                ControlMessage(
                    .cannotStart, replica: replica, first: Int64(stage),
                    second: Int64(missing.rawValue) << 32 | Int64(number)))
            if hasStarted[replica] {
                follow(caretaker.lost(replica, .notStarted, at: UInt64(thrice_now())))
            } else {
                // It ends the voter first: to that one the end of the others would be a verdict.
                awaitGuardian()
            }
        }
    }

    private mutating func launch(
        _ replica: ReplicaPlan, _ index: Int
    ) throws(Launch.Failure) {
        let path: String
        let adapted: String?
        do {
            adapted = try replica.adapted.map { program throws(ExecutablePath.Failure) in
                try ExecutablePath.find(program, searchPath: searchPath)
            }
            path = try ExecutablePath.find(replica.executable, searchPath: searchPath)
        } catch {
            throw .failed(
                stage: Int32(THRICE_STAGE_EXECUTE.rawValue),
                error: error == .notExecutable ? EACCES : ENOENT)
        }
        guard let pipes = ReplicaPipes() else {
            throw .failed(stage: Int32(THRICE_STAGE_DESCRIPTORS.rawValue), error: errno)
        }
        defer { pipes.close() }
        var launch = Launch(
            path: path, arguments: replica.arguments,
            environment: replica.environment + [strays.variable],
            standard: (pipes.input.read, pipes.output.write, pipes.errors.write))
        launch.folder = replica.workingDirectory
        launch.limits = replica.limits
        launch.givesNoPrivileges = replica.givesNoPrivileges
        launch.core = replica.core
        launch.sandbox = sandbox(of: replica, executable: path, adapted: adapted)
        defer { for group in launch.sandbox?.groups ?? [] { close(group) } }
        launch.isLeader = true
        launch.isSibling = true
        let process = try launch.start()
        defer {
            close(process.handle)
            if let report = process.report { close(report) }
        }
        processes[index] = process.number
        let isCatchingUp = plan.isStateful
        follow(caretaker.started(index, isCatchingUp: isCatchingUp, at: UInt64(thrice_now())))
        guardian.send(
            ControlMessage(
                .replicaRuns, replica: index, first: Int64(process.number),
                second: Int64(process.missing.rawValue) << 32 | Int64(process.program)),
            descriptors: [pipes.errors.read] + (process.report.map { [$0] } ?? []))
        let isTold = voter.send(
            ControlMessage(.started, replica: index),
            descriptors: [pipes.input.write, pipes.output.read, process.handle])
        if !isTold {
            let number = errno
            _ = thrice_signal_pidfd(process.handle, SIGKILL)
            // The voter has ended, as it does after the last demand: nobody is needed any more.
            if number == EPIPE || number == ECONNRESET { return awaitGuardian() }
            throw .failed(stage: Int32(THRICE_STAGE_DESCRIPTORS.rawValue), error: number)
        }
    }

    private func sandbox(
        of replica: ReplicaPlan, executable: String, adapted: String?
    ) -> Launch.Sandbox? {
        guard let plan = replica.sandbox else { return nil }
        let view = SandboxView(
            executable: executable, adapted: adapted, plan: replica, sandbox: plan)
        var sandbox = Launch.Sandbox(plan: plan, view: view)
        sandbox.groups =
            groups?.join(
                replica: replica.name, memoryBytes: plan.memoryBytes, processes: plan.processes)
            ?? []
        return sandbox
    }
}

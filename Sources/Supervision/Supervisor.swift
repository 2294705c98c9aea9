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
    let launcher: ReplicaLauncher
    var seating: Seating
    /// Nil where no other build can be made.
    var workbench: Workbench?
    /// The swap that is under way.
    var desk: SwapDesk?
    let scoreboard: Scoreboard?
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
    var mustStop = false
    private var isOrphan = false

    package init(
        plan: SupervisionPlan, voter: ControlSocket, guardian: ControlSocket,
        scoreboard: Scoreboard?
    ) {
        self.plan = plan
        self.voter = voter
        self.guardian = guardian
        self.scoreboard = scoreboard
        launcher = ReplicaLauncher(
            replicas: plan.replicas + plan.spares, guardian: plan.guardian, mark: plan.mark)
        seating = Seating(plan)
        let mark = launcher.strays.variable
        workbench = plan.building.map {
            Workbench($0, names: plan.replicas.map(\.name), mark: mark)
        }
        caretaker = Caretaker(
            replicas: plan.replicas.count, shadows: plan.shadows, needed: plan.needed,
            spares: seating.sparesLeft, buildable: plan.building?.seats ?? 0..<0,
            policy: plan.care, at: UInt64(thrice_now()))
        if plan.care.light != nil, let scoreboard {
            ballots = ClosedBallots(scoreboard: scoreboard)
            host = HostProbe(HostCounters.read(), at: UInt64(thrice_now()))
        }
        processes = Array(repeating: 0, count: plan.replicas.count)
        hasStarted = Array(repeating: false, count: plan.replicas.count)
        isUnknown = Array(repeating: plan.running != nil, count: plan.replicas.count)
    }

    /// Runs until the guardian says stop, or ends.
    package mutating func run() {
        signal(SIGPIPE, SIG_IGN)
        if plan.running == nil {
            for replica in plan.replicas.indices where !mustStop { start(replica) }
        } else {
            takeOver()
        }
        while !mustStop {
            scoreboard?.supervisorsLife.beat()
            wait()
            noteBallots()
            noteHost()
            hearVoter()
            hearGuardian()
            noteWorkbench()
            noteSwap()
            if !mustStop { follow(caretaker.elapsed(at: UInt64(thrice_now()))) }
            tellCondition()
        }
        workbench?.close()
        // Otherwise the guardian ends the replicas: it has reaped some of them, and their numbers
        // may mean somebody else by now.
        if isOrphan {
            awaitVoter()
            for process in processes where process > 0 { kill(-process, SIGKILL) }
            launcher.strays.killAll()
            if launcher.groups != nil { ControlGroups.remove(guardian: plan.guardian) }
            if let building = plan.building { BuildFolder.discardWork(in: building.folder) }
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
            let reason: Int64 =
                switch caretaker.ladder.leaving(replica) {
                case .rejuvenation: 1
                case .swap: 2
                case .faults, nil: 0
                }
            guardian.send(ControlMessage(.withdrawn, replica: replica, first: reason))
        } else {
            guardian.send(
                ControlMessage(
                    .gaveUp, replica: replica, first: message.first,
                    second: Int64(clamping: message.second.magnitude)))
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

    private mutating func hearGuardian() {
        while !mustStop {
            switch guardian.receive() {
            case .nothing: return
            case .message(let message, let descriptors):
                if message.kind == .swap { takeSwap(message, descriptors) }
                for descriptor in descriptors { close(descriptor) }
                if message.kind == .stop { mustStop = true }
            case .ended:
                mustStop = true
                isOrphan = true
            }
        }
    }

    /// Nothing is left to do but to end when the guardian says so, or does.
    mutating func awaitGuardian() {
        while !mustStop {
            scoreboard?.supervisorsLife.beat()
            var file = pollfd(fd: guardian.descriptor, events: Int16(POLLIN), revents: 0)
            poll(&file, 1, -1)
            hearGuardian()
        }
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
}

import CLinux
import Glibc
import Wiring

/// A supervisor that ends before its time is followed by another one, which takes over what runs.
///
/// The guardian keeps the supervisor's end of the socket to the voter: what the voter says
/// meanwhile waits there for the next one.
extension Guardian {
    mutating func noteSupervisorEnd(_ exit: ExitReport) {
        // It may have said something before it ended.
        hearSupervisor()
        // However it has ended: at its end of the socket no wait would rest any more.
        hasSupervisor = false
        guard !hasToldSupervisor && stopSignal == nil && cannotStart == nil else { return }
        supervisorsLost += 1
        report(.supervisorDied(exit))
        cutSwap()
        supervisorBackOff.ended(at: UInt64(thrice_now()))
    }

    mutating func startSupervisorIfDue() {
        let now = UInt64(thrice_now())
        guard supervisorBackOff.isDue(at: now), voterExit == nil, stopSignal == nil else {
            return
        }
        guard let pair = ControlSocket.pair() else { return supervisorBackOff.failed(at: now) }
        defer { close(pair.1.descriptor) }
        var supervision = plan.supervision
        supervision.running = processes
        let started = try? Starter(plan: plan).supervisor(
            supervision, voter: supervisorsEnd, guardian: pair.1.descriptor,
            scoreboard: scoreboardMemory)
        guard let started else {
            close(pair.0.descriptor)
            return supervisorBackOff.failed(at: now)
        }
        close(toSupervisor.descriptor)
        close(supervisor.handle)
        (toSupervisor, supervisor, hasSupervisor) = (pair.0, started, true)
        supervisorBackOff.started(at: now)
        publishProcesses()
    }
}

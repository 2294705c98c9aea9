import CLinux
import Glibc
import Wiring

/// Sleepers of a pool: who is woken answers without the supervisor's help.
extension VoterLoop {
    /// Stops the processes of those who sleep, and lets those go on who are awake.
    ///
    /// Nobody needs to be told for it to work: the guardian says it to people.
    mutating func restSleepers() {
        guard plan.active < plan.replicas else { return }
        for replica in ports.indices where ports[replica].isOpen {
            let isAtRest = voter.isAtRest(replica)
            if isAtRest != ports[replica].isStopped {
                _ = thrice_signal_pidfd(ports[replica].process, isAtRest ? SIGSTOP : SIGCONT)
                ports[replica].isStopped = isAtRest
            }
            if voter.isInSelfCheck(replica) || isAtRest == ports[replica].isToldAsleep { continue }
            ports[replica].isToldAsleep = isAtRest
            tellSupervisor(
                ControlMessage(.asleep, replica: replica, first: isAtRest ? 1 : 0))
        }
    }

    /// They can only end by themselves when they run.
    mutating func wakeAll() {
        for port in ports where port.isOpen && port.isStopped {
            _ = thrice_signal_pidfd(port.process, SIGCONT)
        }
    }
}

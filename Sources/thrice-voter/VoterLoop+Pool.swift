import CLinux
import Glibc
import Wiring

/// Sleepers of a pool: who is woken answers without the supervisor's help.
extension VoterLoop {
    /// Stops the processes of those who sleep, and lets those go on who are awake.
    ///
    /// The supervisor must not take a sleeper for a process that the machine has stopped: it is
    /// told before the stop, and of the waking after it. A full socket puts the sleep off.
    mutating func restSleepers() {
        guard plan.active < plan.replicas else { return }
        for replica in ports.indices where ports[replica].isOpen {
            let isAtRest = voter.isAtRest(replica)
            guard isAtRest != ports[replica].isStopped else { continue }
            let message = ControlMessage(.asleep, replica: replica, first: isAtRest ? 1 : 0)
            if isAtRest && !supervisor.write(message) { continue }
            _ = thrice_signal_pidfd(ports[replica].process, isAtRest ? SIGSTOP : SIGCONT)
            ports[replica].isStopped = isAtRest
            if !isAtRest { supervisor.write(message) }
        }
    }

    /// They can only end by themselves when they run.
    mutating func wakeAll() {
        for port in ports where port.isOpen && port.isStopped {
            _ = thrice_signal_pidfd(port.process, SIGCONT)
        }
    }
}

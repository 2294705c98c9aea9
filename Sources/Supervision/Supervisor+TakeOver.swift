import CLinux
import Glibc
import Wiring

/// A supervisor whose predecessor ended: it takes over what runs, and starts what is away.
///
/// The voter is asked, for it alone knows who votes: a replica that was started and did not reach
/// it does not. What the predecessor knew of replicas that failed is forgotten; who was ejected
/// gets another chance.
extension Supervisor {
    mutating func takeOver() {
        // Deadlines may be stretched.
        toldPercent = 0
        voter.send(ControlMessage(.rollCall))
    }

    mutating func meet(_ replica: Int, _ message: ControlMessage) {
        guard isUnknown[replica], let process = plan.running?[replica] else { return }
        isUnknown[replica] = false
        // Whether it ever has only the guardian knows, which ends the run if it has not.
        hasStarted[replica] = true
        let now = UInt64(thrice_now())
        if message.first == 1 {
            processes[replica] = process
            return follow(caretaker.started(replica, isCatchingUp: message.second != 0, at: now))
        }
        // It has nobody to answer to.
        if process > 0 { kill(-process, SIGKILL) }
        guard message.second > 0 else { return start(replica) }
        follow(caretaker.lost(replica, .crashed, at: now))
    }
}

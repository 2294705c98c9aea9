import Glibc
import Wiring

/// What the supervisor is told. Nobody waits for it.
extension VoterLoop {
    /// - Returns: false when its socket is full.
    @discardableResult
    mutating func tellSupervisor(_ message: ControlMessage) -> Bool {
        guard supervisor.write(message) else { return errno != EAGAIN }
        moved?.written += UInt64(ControlMessage.byteCount)
        return true
    }

    /// What its socket does not take now is offered again.
    mutating func tellSurely(_ message: ControlMessage) {
        if !tellSupervisor(message) { untold.keep(message) }
    }

    /// Offers again what its socket did not take.
    mutating func tellUntold() {
        while let message = untold.first {
            let replica = message.replica
            // Of the replica as it is now.
            guard tellSupervisor(message.kind == .present ? presence(of: replica) : message)
            else { break }
            untold.remove(replica)
        }
        let mustWait = untold.first != nil
        if mustWait != isWaitingToTell {
            poller.change(
                supervisor.descriptor, mustWait ? Interest.read | Interest.write : Interest.read,
                .init(.supervisor))
            isWaitingToTell = mustWait
        }
    }

    mutating func answerRollCall() {
        for replica in ports.indices {
            // It says that, too.
            untold.remove(replica)
            tellSurely(presence(of: replica))
        }
    }

    private func presence(of replica: Int) -> ControlMessage {
        let port = ports[replica]
        let isCatchingUp = voter.isCatchingUp(replica)
        return ControlMessage(
            .present, replica: replica, first: port.isOpen ? 1 : 0,
            second: port.isOpen ? (isCatchingUp ? 1 : 0) : Int64(port.incarnation))
    }
}

import CLinux
import Glibc
import Voting
import Wiring

/// The replicas' side: identical demands out, answers in, deaths and newcomers.
extension VoterLoop {
    mutating func writeDemands(to replica: Int, at now: UInt64) {
        guard ports[replica].isOpen else { return }
        var mustWait = false
        while true {
            let pending = voter.pendingInput(of: replica)
            if pending.isEmpty { break }
            let count = write(ports[replica].input, pending.baseAddress, pending.count)
            if count > 0 {
                moved?.written += UInt64(count)
                voter.wroteInput(of: replica, count)
            } else if errno == EAGAIN {
                mustWait = true
                break
            } else if errno != EINTR {
                readLast(of: replica, .closedPipe, at: now)
                return
            }
        }
        if mustWait != ports[replica].isWaitingToWrite {
            ports[replica].isWaitingToWrite = mustWait
            poller.change(
                ports[replica].input, mustWait ? Interest.write : Interest.nothing,
                tag(.replicaInput, replica))
        }
    }

    /// One read an event: what is left is announced again.
    mutating func readAnswers(of replica: Int, at now: UInt64) {
        let room = voter.answerRoom(of: replica)
        guard !room.isEmpty else { return }
        let count = read(ports[replica].output, room.baseAddress, room.count)
        if count > 0 {
            moved?.read += UInt64(count)
            voter.receivedAnswers(of: replica, count, at: now)
        } else if count == 0 {
            lose(replica, .closedPipe, at: now)
        } else if errno != EINTR && errno != EAGAIN {
            lose(replica, .closedPipe, at: now)
        }
    }

    /// A process that ended may have answered first: what stands in its pipe counts.
    mutating func readLast(of replica: Int, _ loss: Loss, at now: UInt64) {
        while ports[replica].isOpen {
            let room = voter.answerRoom(of: replica)
            if room.isEmpty { break }
            let count = read(ports[replica].output, room.baseAddress, room.count)
            if count > 0 {
                moved?.read += UInt64(count)
                voter.receivedAnswers(of: replica, count, at: now)
            } else if count == 0 || errno != EINTR {
                break
            }
        }
        lose(replica, loss, at: now)
    }

    private mutating func lose(_ replica: Int, _ loss: Loss, at now: UInt64) {
        // When the guardian ends everybody does, replicas perhaps first: that is no verdict. Its
        // end of the socket is closed before the kernel kills anybody for it.
        hearGuardian()
        if failure == .orphaned { return }
        hasLostSome = true
        voter.lost(replica, loss, at: now)
        while let condemnation = voter.nextCondemned() { giveUp(condemnation) }
    }

    /// Kills what is left of a replica, lets go of its pipes, and says so to the supervisor.
    mutating func giveUp(_ condemnation: Condemnation) {
        let replica = condemnation.replica
        let port = ports[replica]
        guard port.isOpen else { return }
        _ = thrice_signal_pidfd(port.process, SIGKILL)
        for descriptor in [port.input, port.output, port.process] { close(descriptor) }
        ports[replica].process = -1
        tellSurely(
            ControlMessage(
                .lost, replica: replica, first: Int64(condemnation.loss.rawValue),
                second: Int64(clamping: condemnation.demand) * (condemnation.isHeld ? 1 : -1)))
    }

    mutating func tell(_ notice: VoterNotice) {
        switch notice {
        case .stays(let replica): tellSupervisor(ControlMessage(.stays, replica: replica))
        case .caughtUp(let replica): tellSupervisor(ControlMessage(.caughtUp, replica: replica))
        }
    }

    mutating func hearSupervisor(at now: UInt64) {
        while true {
            switch supervisor.receive() {
            case .nothing: return
            case .ended:
                // The vote goes on with the replicas there are.
                poller.remove(supervisor.descriptor)
                untold = UntoldMessages(replicas: ports.count)
                voter.restartsEnded()
                return
            case .message(let message, let descriptors):
                guard ports.indices.contains(message.replica) else {
                    for descriptor in descriptors { close(descriptor) }
                    continue
                }
                switch message.kind {
                case .started: welcome(message.replica, descriptors, at: now)
                case .willNotReturn: voter.willNotReturn(message.replica)
                case .deadlinePercent: voter.stretchDeadlines(percent: Int(message.first))
                case .withdraw: voter.withdraw(message.replica, at: now)
                case .rollCall: answerRollCall()
                default: for descriptor in descriptors { close(descriptor) }
                }
            }
        }
    }

    private mutating func welcome(_ replica: Int, _ descriptors: [Int32], at now: UInt64) {
        guard descriptors.count == 3, !ports[replica].isOpen else {
            for descriptor in descriptors { close(descriptor) }
            // Out of descriptors: the supervisor must not believe that this one votes.
            tellSurely(
                ControlMessage(.lost, replica: replica, first: Int64(Loss.closedPipe.rawValue)))
            return
        }
        ports[replica] = ReplicaPort(
            input: descriptors[0], output: descriptors[1], process: descriptors[2],
            incarnation: ports[replica].incarnation &+ 1)
        // Who started this one knows of the loss, and would take it for this one's.
        if untold[replica]?.kind == .lost { untold.remove(replica) }
        poller.add(descriptors[0], Interest.nothing, tag(.replicaInput, replica))
        poller.add(descriptors[1], Interest.read, tag(.replicaOutput, replica))
        poller.add(descriptors[2], Interest.read, tag(.replicaEnd, replica))
        voter.started(replica, at: now)
        while let condemnation = voter.nextCondemned() { giveUp(condemnation) }
    }

    private func tag(_ kind: Poller.Tag.Kind, _ replica: Int) -> Poller.Tag {
        Poller.Tag(kind, replica: replica, incarnation: ports[replica].incarnation)
    }
}

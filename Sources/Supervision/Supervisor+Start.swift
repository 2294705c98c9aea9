import CLinux
import Glibc
import Recovery
import Wiring

/// The start of whoever sits in a seat.
extension Supervisor {
    mutating func start(_ replica: Int) {
        // Many may be started one after the other.
        scoreboard?.supervisorsLife.beat()
        do {
            try launch(replica)
            hasStarted[replica] = true
            if desk?.plan.terms.seat == replica {
                desk?.newcomerStarted(at: UInt64(thrice_now()))
            }
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

    private mutating func launch(_ replica: Int) throws(Launch.Failure) {
        let (process, pipes) = try launcher.launch(seating.occupants[replica])
        defer {
            pipes.close()
            close(process.handle)
            if let report = process.report { close(report) }
        }
        processes[replica] = process.number
        let isCatchingUp = plan.isStateful
        follow(caretaker.started(replica, isCatchingUp: isCatchingUp, at: UInt64(thrice_now())))
        let isKnown = guardian.send(
            ControlMessage(
                .replicaRuns, replica: replica, first: Int64(process.number),
                second: Int64(process.missing.rawValue) << 32 | Int64(process.program)),
            descriptors: [pipes.errors.read] + (process.report.map { [$0] } ?? []))
        // For the guardian it has run, whatever comes: from here on nobody ends the run for it.
        if isKnown { hasStarted[replica] = true }
        let isTold = voter.send(
            ControlMessage(.started, replica: replica),
            descriptors: [pipes.input.write, pipes.output.read, process.handle])
        if !isTold {
            let number = errno
            _ = thrice_signal_pidfd(process.handle, SIGKILL)
            // The voter has ended, as it does after the last demand: nobody is needed any more.
            if number == EPIPE || number == ECONNRESET { return awaitGuardian() }
            throw .failed(stage: Int32(THRICE_STAGE_DESCRIPTORS.rawValue), error: number)
        }
    }
}

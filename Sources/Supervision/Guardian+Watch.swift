import CLinux
import Glibc
import Recovery
import Voting
import Wiring

/// The guardian's watch while the voter lives.
extension Guardian {
    mutating func watch() {
        noteLife()
        while voterExit == nil {
            wait(milliseconds: patienceLeft())
            progress?(scoreboard.read())
            hearSupervisor()
            hearVoter()
            noteExceededFaults()
            noteJournal()
            noteShut()
            noteSwaps()
            readSignals()
            reap()
            noteLife()
            startSupervisorIfDue()
            if let patienceEnds, UInt64(thrice_now()) >= patienceEnds {
                _ = thrice_signal_pidfd(voter.handle, SIGKILL)
                self.patienceEnds = nil
            }
        }
    }

    private func patienceLeft() -> Int32 {
        // Of all accounts the voter tells only the first ones: what is declared is looked after.
        let isWatching =
            progress != nil || keeper != nil
            || plan.voter.faults != nil && !haveFaultsExceeded
            || plan.voter.degradedNanosecondsMax != nil && !hasToldShut
        let instant = [patienceEnds, supervisorBackOff.dueAt, lifeWatch?.nextInstant]
            .compactMap(\.self).min()
        guard let instant else { return isWatching ? 250 : -1 }
        let now = UInt64(thrice_now())
        let left = now >= instant ? 0 : Int32(clamping: (instant - now + 999_999) / 1_000_000)
        // Who is to show life is looked at ever again, perhaps minutes apart.
        return isWatching ? min(left, 250) : left
    }

    /// Waits for a signal, a message or a replica's standard error, and takes the latter in.
    mutating func wait(milliseconds: Int32) {
        var files = [
            pollfd(fd: signals, events: Int16(POLLIN), revents: 0),
            pollfd(
                fd: hasSupervisor ? toSupervisor.descriptor : -1, events: Int16(POLLIN),
                revents: 0),
            pollfd(
                fd: hasVoterEnded ? -1 : toVoter.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        // Behind the logs, for those are found by their place.
        let others = swapSocket?.descriptors ?? []
        for log in logs { files.append(pollfd(fd: log.source, events: Int16(POLLIN), revents: 0)) }
        for other in others {
            files.append(pollfd(fd: other, events: Int16(POLLIN), revents: 0))
        }
        guard poll(&files, nfds_t(files.count), milliseconds) > 0 else { return }
        for index in logs.indices where files[index + 3].revents != 0 { logs[index].drain() }
    }

    /// Takes what the voter tells of demands that were not unanimous.
    mutating func hearVoter() {
        withUnsafeTemporaryAllocation(byteCount: VerdictAccount.byteCountMax, alignment: 8) {
            room in
            while !hasVoterEnded, let count = toVoter.receive(into: room) {
                let bytes = UnsafeRawBufferPointer(rebasing: room[..<count])
                if let checkpoint = CheckpointReport(bytes: bytes) {
                    report(.checkpoint(checkpoint, replicas: plan.supervision.replicas.map(\.name)))
                } else if let account = VerdictAccount(bytes: bytes) {
                    report(.verdict(account))
                } else if let exit = ContractExit(bytes: bytes) {
                    noteContractExit(exit)
                } else if count == 0 {
                    hasVoterEnded = true
                }
            }
        }
    }

    private mutating func noteContractExit(_ exit: ContractExit) {
        guard processes.indices.contains(exit.replica) else { return }
        report(
            .contractLeft(replica: plan.supervision.replicas[exit.replica].name, exit))
    }

    /// Looked for in the counters: not every demand beyond the hypothesis is told of.
    mutating func noteExceededFaults() {
        guard plan.voter.faults != nil, !haveFaultsExceeded else { return }
        let tally = scoreboard.read()
        guard tally.beyondFaults > 0 else { return }
        haveFaultsExceeded = true
        report(.faultsExceeded(demand: tally.firstBeyondFaults))
    }

    /// Looked for in the counters: it happens when nothing else does.
    mutating func noteShut() {
        guard plan.voter.degradedNanosecondsMax != nil, !hasToldShut else { return }
        let demand = scoreboard.read().shutAt
        guard demand > 0 else { return }
        hasToldShut = true
        report(.degradedTooLong(demand: demand))
    }

    mutating func readSignals() {
        while true {
            let number = thrice_next_signal(signals)
            if number == 0 { return }
            if number != SIGCHLD { interrupt(number) }
        }
    }

    /// Asks the voter to end in order; asked a second time, or in vain, kills.
    private mutating func interrupt(_ number: Int32) {
        if stopSignal == nil {
            stopSignal = number
            report(.stopping(signal: number))
            toVoter.send(ControlMessage(.stop))
            patienceEnds = UInt64(thrice_now()) + 1_000_000_000
        } else {
            _ = thrice_signal_pidfd(voter.handle, SIGKILL)
        }
    }

    mutating func hearSupervisor() {
        while hasSupervisor {
            switch toSupervisor.receive() {
            case .nothing: return
            case .ended: return
            case .message(let message, let descriptors): take(message, descriptors)
            }
        }
    }

    /// Takes the exits there are. A process's group is killed while its number is still its own.
    mutating func reap() {
        while true {
            let exit = thrice_next_exit()
            if exit.pid == 0 { return }
            let report = ExitReport(wasSignal: exit.was_signal != 0, status: exit.status)
            if exit.pid == voter.number {
                voterExit = report
                // Known as long as nobody has reaped it.
                voterMoved = TransferCounts(process: exit.pid)
            } else if keeper?.isJournaler(exit.pid) == true {
                noteJournalerEnd(report)
            } else if exit.pid == supervisor.number {
                noteSupervisorEnd(report)
            } else if let replica = processes.firstIndex(of: exit.pid) {
                kill(-exit.pid, SIGKILL)
                noteEnd(of: replica, exit)
            } else if let (replica, place) = departing.removeValue(forKey: exit.pid) {
                kill(-exit.pid, SIGKILL)
                reportEnd(of: replica, exit, toldAt: place)
            } else if foreigners.remove(exit.pid) == nil {
                kill(-exit.pid, SIGKILL)
                strangers.append(exit)
                if strangers.count > 64 { strangers.removeFirst() }
            }
            thrice_reap(exit.pid)
            publishProcesses()
        }
    }

    mutating func noteEnd(of replica: Int, _ exit: thrice_exit) {
        processes[replica] = 0
        programs[replica] = 0
        let place = reports[replica]
        reports[replica] = -1
        reportEnd(of: replica, exit, toldAt: place)
    }

    /// - Parameter place: where the first process of its sandbox tells how it ended, or -1.
    private func reportEnd(of replica: Int, _ exit: thrice_exit, toldAt place: Int32) {
        let process = ExitReport(wasSignal: exit.was_signal != 0, status: exit.status)
        let program = place >= 0 ? ExitReport(sandboxReport: place) : nil
        if place >= 0 { close(place) }
        report(
            .ended(replica: plan.supervision.replicas[replica].name, program ?? process))
    }
}

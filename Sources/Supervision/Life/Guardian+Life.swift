import CLinux
import Glibc
import Recovery
import Wiring

/// Its own processes that stand still are ended: from there on all is as after any death of them.
extension Guardian {
    mutating func noteLife() {
        guard var watch = lifeWatch else { return }
        let now = UInt64(thrice_now())
        for who in OwnProcess.allCases {
            guard let process = process(of: who) else {
                watch.forget(who)
                continue
            }
            let finding = watch.look(
                at: who, process.number, beats: beats(of: who), now: now,
                waitsForFile: isAtFile(who))
            switch finding {
            case .nothing: continue
            case .ask: wake(who)
            case .lifeless(let lifelessness): end(who, process, lifelessness)
            }
        }
        lifeWatch = watch
    }

    /// Nil where there is none that would have to move.
    private func process(of who: OwnProcess) -> Launch.Process? {
        switch who {
        case .voter: voterExit == nil ? voter : nil
        case .supervisor: voterExit == nil && hasSupervisor ? supervisor : nil
        case .journaler: keeper?.journaler
        }
    }

    private func beats(of who: OwnProcess) -> UInt64 {
        switch who {
        case .voter: scoreboard.votersLife.count
        case .supervisor: scoreboard.supervisorsLife.count
        case .journaler: keeper?.ring.beats ?? 0
        }
    }

    private mutating func end(
        _ who: OwnProcess, _ process: Launch.Process, _ lifelessness: Lifelessness
    ) {
        report(.lifeless(who, lifelessness))
        lifeless[who, default: 0] += 1
        if who == .voter { voterLifelessness = lifelessness }
        _ = thrice_signal_pidfd(process.handle, SIGKILL)
    }

    /// At most one of these waits for it: it is asked anew only when it has moved.
    private func wake(_ who: OwnProcess) {
        switch who {
        case .voter: toVoter.send(ControlMessage(.wake))
        case .supervisor: toSupervisor.send(ControlMessage(.wake))
        case .journaler: keeper?.wakeJournaler()
        }
    }

    /// Whether it is in a call that a file system may hold. The voter touches pipes, sockets and
    /// terminals only when they are ready.
    private func isAtFile(_ who: OwnProcess) -> Bool {
        switch who {
        case .voter:
            scoreboard.taken.isUnderWay && Self.isFile(plan.demandsPath, or: STDIN_FILENO)
                || scoreboard.written.isUnderWay && Self.isFile(plan.outputPath, or: STDOUT_FILENO)
        case .supervisor: false
        case .journaler: keeper?.ring.isBusy ?? false
        }
    }

    private static func isFile(_ path: String?, or descriptor: Int32) -> Bool {
        var status = stat()
        let isKnown = path.map { stat($0, &status) == 0 } ?? (fstat(descriptor, &status) == 0)
        return isKnown && status.st_mode & S_IFMT == S_IFREG
    }
}

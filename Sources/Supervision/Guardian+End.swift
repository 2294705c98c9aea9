import CLinux
import Glibc
import Wiring

/// The guardian's last acts: nothing outlives the run.
extension Guardian {
    mutating func endEverything() {
        endSwaps()
        hearVoter()
        noteExceededFaults()
        noteShut()
        keeper?.closeRing()
        let isOrderly = voterExit == ExitReport(wasSignal: false, status: 0) && stopSignal == nil
        let began = UInt64(thrice_now())
        // The voter's end has closed the replicas' standard inputs: the well-behaved end now. The
        // supervisor, which starts nobody without a voter, is told only afterwards to stop.
        let grace = isOrderly ? began + plan.graceNanoseconds : began
        while hasReplicas && stopSignal == nil && UInt64(thrice_now()) < grace {
            attend(milliseconds: 20)
        }
        // One that has ended before that was lost, whoever is the first to be heard of.
        reap()
        hasToldSupervisor = true
        toSupervisor.send(ControlMessage(.stop))
        endJournal()
        let limit = UInt64(thrice_now()) + 2_000_000_000
        while !ours().isEmpty && UInt64(thrice_now()) < limit {
            for process in ours() {
                kill(-process, SIGKILL)
                kill(process, SIGKILL)
            }
            attend(milliseconds: 5)
        }
        if let building = plan.supervision.building {
            BuildFolder.discardWork(in: building.folder)
        }
        if plan.supervision.replicas.contains(where: { $0.sandbox != nil }) {
            ControlGroups.remove(guardian: getpid())
        }
        for index in logs.indices { logs[index].finish() }
        publishProcesses()
    }

    /// Waits once for others to end. All that `wait` wakes for is taken: what is left there would
    /// end every wait at once.
    mutating func attend(milliseconds: Int32) {
        wait(milliseconds: milliseconds)
        readSignals()
        hearSupervisor()
        reap()
    }

    private var hasReplicas: Bool { processes.contains { $0 > 0 } }

    /// What we started, and orphans that came to us.
    private func ours() -> Set<pid_t> { Self.children().subtracting(foreigners) }

    static func children() -> Set<pid_t> {
        let words = KernelFile.text("/proc/thread-self/children")
            .split(whereSeparator: \.isWhitespace)
        return Set(words.compactMap { pid_t($0) })
    }
}

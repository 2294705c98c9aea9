import FaultInjection
import Foundation
import Glibc
import Wiring

extension LiveRun {
    /// Waits until all processes of the ensemble are there and wait for something.
    ///
    /// - Returns: false when that is not so within the budget.
    func settle() -> Bool {
        var looks = 0
        while looks < 2 {
            if isOverBudget || hasEnded() { return false }
            let areThere = findProcesses() >= setup.processes
            looks = areThere && areAtRest(but: 0) ? looks + 1 : 0
            // Nothing tells when another process falls asleep.
            waitForLine(200_000)
        }
        // A gate that waits for long says the restrictive answer: to no demand.
        while line(within: 0) != nil {}
        return true
    }

    /// Whether all processes but one wait for something, of those that were there last.
    func areAtRest(but process: pid_t) -> Bool {
        states.allSatisfy { $0.key == process || $0.value.letter.map { $0 == "S" } ?? true }
    }

    /// - Returns: how many children the guardian has.
    private func findProcesses() -> Int {
        let children = children
        for process in children + [guardian, gate] where states[process] == nil {
            states[process] = StateFile(of: process)
        }
        return children.count
    }

    func number(of component: EnsembleComponent) -> pid_t? {
        switch component {
        case .guardian: guardian
        case .gate: gate
        case .voter: children.first { name(of: $0) == "thrice-voter" }
        case .journaler: children.first { name(of: $0) == "thrice-journaler" }
        // Replicas in sandboxes have a first process of that name, which is younger.
        case .supervisor: children.first { name(of: $0) == "thrice" }
        }
    }

    func names(for component: EnsembleComponent) -> StreamNames {
        let others: (read: Transfer.Stream, write: Transfer.Stream) =
            component == .voter ? (.answers, .handover) : (.control, .control)
        var names = StreamNames(pipeRead: others.read, pipeWrite: others.write)
        names.known = pipes
        return names
    }

    /// Whether a process is there and has not ended.
    func isAlive(_ process: pid_t) -> Bool {
        guard let letter = StateFile(of: process).letter else { return false }
        return letter != "Z" && letter != "X"
    }

    private var children: [pid_t] {
        KernelFile.text("/proc/\(guardian)/task/\(guardian)/children").split(separator: " ")
            .compactMap { pid_t($0) }
    }

    private func name(of process: pid_t) -> String {
        let link = try? FileManager.default.destinationOfSymbolicLink(
            atPath: "/proc/\(process)/exe")
        return link?.split(separator: "/").last.map(String.init) ?? ""
    }
}

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
            let areThere = children.count >= setup.processes
            looks = areThere && areAtRest(but: 0) ? looks + 1 : 0
            // Nothing tells when another process falls asleep.
            waitForLine(200_000)
        }
        // A gate that waits for long says the restrictive answer: to no demand.
        while line(within: 0) != nil {}
        return true
    }

    /// Whether all processes but one wait for something.
    func areAtRest(but process: pid_t) -> Bool { processes.areAtRest(but: process) }

    /// Kills the first of the replicas.
    func crashReplica() {
        let others = [number(of: .supervisor), number(of: .voter), number(of: .journaler)]
        if let replica = children.first(where: { !others.contains($0) }) {
            kill(replica, SIGKILL)
        }
    }

    /// - Returns: of the host the guardian's, below which there are all.
    func number(of component: EnsembleComponent) -> pid_t? {
        switch component {
        case .guardian, .host: guardian
        case .gate: gate
        case .voter: children.first { name(of: $0) == "thrice-voter" }
        case .journaler: children.first { name(of: $0) == "thrice-journaler" }
        // Replicas in sandboxes have a first process of that name, which is younger.
        case .supervisor: children.first { name(of: $0) == "thrice" }
        }
    }

    /// Their processes, by name.
    var replicas: [String: pid_t] {
        let lines = KernelFile.text(folder + "/run/pids").split(separator: "\n")
        return lines.reduce(into: [:]) { found, line in
            let words = line.split(separator: " ")
            guard words.count == 3, words[0] == "replica" else { return }
            found[String(words[1])] = pid_t(words[2])
        }
    }

    /// All that there are.
    var everyProcess: [pid_t] {
        let below = Set(children + Array(replicas.values) + [gate])
        return [guardian] + below.subtracting([guardian]).sorted()
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
        processes.look()
        return processes.children
    }

    private func name(of process: pid_t) -> String {
        let link = try? FileManager.default.destinationOfSymbolicLink(
            atPath: "/proc/\(process)/exe")
        return link?.split(separator: "/").last.map(String.init) ?? ""
    }
}

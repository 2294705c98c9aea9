import CLinux
import Glibc
import Wiring

/// Lets an ensemble that runs wait for its processors, from `isReady` on for as long as this is
/// there.
package final class HostStrike: LiveStrike {
    package private(set) var result: StrikeResult?
    package var end: ProcessEnd? { nil }
    private let processes: [pid_t]
    private let processesOnEach: Int
    private var competitors: [pid_t] = []
    /// The end that holds the competitors back as long as it is open; -1 once they are let go.
    private var start: Int32 = -1
    private var began: (waited: UInt64, at: UInt64)?

    /// - Parameters:
    ///   - processes: those that are to wait; the first tells by its affinity on which processors.
    ///   - processesOnEach: that compete with them, on each of these processors.
    package init(of processes: [pid_t], processesOnEach: Int) {
        (self.processes, self.processesOnEach) = (processes, processesOnEach)
    }

    deinit {
        if start >= 0 { close(start) }
        for process in competitors { kill(process, SIGKILL) }
        for process in competitors { waitpid(process, nil, 0) }
    }

    /// Starts the competitors, which hold still as yet: true at the first call.
    package func isReady() -> Bool {
        if !competitors.isEmpty || result != nil { return true }
        var ends: [Int32] = [-1, -1]
        guard thrice_pipe(&ends) == 0 else {
            result = .missed("there is no pipe")
            return true
        }
        for processor in processors {
            for _ in 0..<processesOnEach {
                let process = thrice_press_processor(processor, ends[0])
                if process > 0 { competitors.append(process) }
            }
        }
        close(ends[0])
        start = ends[1]
        if competitors.isEmpty { result = .missed("no process could be started") }
        return true
    }

    /// Lets the competitors go at the first call, then looks whether the ensemble has waited enough
    /// to say that the fault was there.
    package func advance(now: UInt64) {
        guard result == nil else { return }
        let waited = waited
        guard let began else {
            began = (waited, now)
            close(start)
            start = -1
            return
        }
        guard waited > began.waited + Self.leastWaited else { return }
        let proof = InjectionProof(
            place: "waited-ns", before: bytes(began.waited), after: bytes(waited),
            isComplete: true)
        result = .injected(proof, at: began.at)
    }

    /// Who still waits has not been counted: some time behind the demand nobody does.
    package var isPast: Bool {
        began.map { UInt64(thrice_now()) > $0.at + Self.patience } ?? false
    }

    package func giveUp() {
        if result == nil { result = .missed("the ensemble never waited for a processor") }
    }

    private static let patience: UInt64 = 1_000_000_000

    /// Nanoseconds, of all of its processes: on a machine with nothing else to do some ten
    /// thousand a demand.
    private static let leastWaited: UInt64 = 1_000_000

    /// Nanoseconds that they were ready to run and did not (proc(5), schedstat).
    private var waited: UInt64 {
        processes.reduce(0) { sum, process in
            let words = KernelFile.text("/proc/\(process)/schedstat").split(separator: " ")
            return sum + (words.count > 1 ? UInt64(words[1]) ?? 0 : 0)
        }
    }

    private var processors: [Int32] {
        var allowed = [Bool](repeating: false, count: Self.processorsMax)
        guard let first = processes.first,
            thrice_processors(first, &allowed, Int32(allowed.count)) == 0
        else { return [] }
        return allowed.indices.filter { allowed[$0] }.map(Int32.init)
    }

    private static let processorsMax = 1024

    private func bytes(_ number: UInt64) -> [UInt8] {
        withUnsafeBytes(of: number.littleEndian, Array.init)
    }
}

import CLinux
import FaultInjection
import Foundation
import Glibc
import Wiring

/// One whole ensemble with a gate at its end, in a folder of its own; the caller is the consumer.
///
/// Everything is as `thrice run … | thrice gate …` starts it, but for addresses that are the same
/// in every run and the times of `LiveSetup`. It ends with `remove`, and when the thread that made
/// it does.
final class LiveRun {
    let setup: LiveSetup
    let folder: String
    let guardian: pid_t
    let gate: pid_t
    private let mark: String
    private var demands: Int32
    private let output: Int32
    private var received: [UInt8] = []
    private(set) var hasOutputEnded = false
    /// By the kernel's name of the pipe.
    let pipes: [String: Transfer.Stream]
    private let began = now()
    let processes: LiveProcesses
    private(set) var guardianEnd: ProcessEnd?
    private(set) var gateEnd: ProcessEnd?

    static func now() -> UInt64 { UInt64(thrice_now()) }

    /// - Parameters:
    ///   - name: of its folder.
    ///   - given: all demands that it will be given.
    init(
        _ setup: LiveSetup, name: String, demands given: some Sequence<[UInt8]>
    ) throws(TracingError) {
        self.setup = setup
        folder = "\(setup.folder)/\(name)"
        mark = "THRICE_TRIAL=\(getpid()).\(name).\(Self.now())"
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
            try Data(given.flatMap { $0 + [0x0A] })
                .write(to: URL(fileURLWithPath: folder + "/demands"))
        } catch { throw .kernelRefuses(what: "make", which: folder, error: EACCES) }
        guard thrice_become_subreaper() == 0, let wires = LiveWires(folder: folder) else {
            throw .kernelRefuses(what: "make", which: "pipes", error: errno)
        }
        defer { wires.closeTheirs() }
        (demands, output) = (wires.demands.write, wires.output.read)
        pipes = [
            StreamNames.link(getpid(), wires.demands.read): .demands,
            StreamNames.link(getpid(), wires.verdicts.read): .verdicts,
            StreamNames.link(getpid(), wires.output.read): .output,
        ]
        var run = setup.run
        run.arguments += [
            "--run-folder", folder + "/run", "--deadline", "\(setup.deadline)ns", "--valid-for",
            "\(setup.validFor)ns",
        ]
        var gate = setup.gate
        gate.arguments += [
            "--summary", folder + "/gate.json", "--demands", folder + "/demands", "--cycle",
            "\(setup.cycle)ns",
        ]
        do throws(TracingError) {
            guardian = try run.run(
                standard: (wires.demands.read, wires.verdicts.write, wires.errors), mark: mark)
        } catch {
            wires.closeOurs()
            throw error
        }
        do throws(TracingError) {
            self.gate = try gate.run(
                standard: (wires.verdicts.read, wires.output.write, wires.errors), mark: mark)
        } catch {
            wires.closeOurs()
            kill(guardian, SIGKILL)
            _ = Remains(process: guardian, group: guardian, marks: [mark]).reap()
            throw error
        }
        processes = LiveProcesses(guardian: guardian, gate: self.gate)
    }

    deinit { remove() }

    var isOverBudget: Bool { Self.now() > began + setup.budget }

    /// Its line feed is put behind it.
    func give(_ demand: [UInt8]) {
        let line = demand + [0x0A]
        // It is one line, and nobody holds more than one: a pipe takes it at once or never.
        _ = write(demands, line, line.count)
    }

    func endDemands() {
        if demands >= 0 { close(demands) }
        demands = -1
    }

    /// Waits until there is something for the consumer, or so long.
    @discardableResult
    func waitForLine(_ nanoseconds: UInt64) -> Bool {
        thrice_wait_either(hasOutputEnded ? -1 : output, -1, nanoseconds) > 0
    }

    /// Notes an end that somebody else saw.
    func note(_ end: ProcessEnd?, of process: pid_t) {
        if process == guardian { guardianEnd = end ?? guardianEnd }
        if process == gate { gateEnd = end ?? gateEnd }
    }

    /// The next line of the consumer's, without its line feed; waits so long at most.
    func line(within nanoseconds: UInt64) -> [UInt8]? {
        if let line = takeLine() { return line }
        if hasOutputEnded || !waitForLine(nanoseconds) { return nil }
        withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 1) { room in
            let count = read(output, room.baseAddress, room.count)
            if count > 0 { received += room[..<count] } else { hasOutputEnded = true }
        }
        return takeLine()
    }

    private func takeLine() -> [UInt8]? {
        // A gate that is hit may write anything.
        if received.count > 1 << 20 { hasOutputEnded = true }
        guard let feed = received.firstIndex(of: 0x0A) else { return nil }
        defer { received.removeFirst(feed + 1) }
        return Array(received[..<feed])
    }

    /// Whether both have ended by themselves.
    func hasEnded() -> Bool {
        if guardianEnd == nil { guardianEnd = end(of: guardian) }
        if gateEnd == nil { gateEnd = end(of: gate) }
        return guardianEnd != nil && gateEnd != nil
    }

    private func end(of process: pid_t) -> ProcessEnd? {
        var status: Int32 = 0
        let ended = waitpid(process, &status, WNOHANG)
        return ended == process ? ProcessEnd(waitStatus: status) : nil
    }

    /// Ends whatever is left of it, and takes its folder away.
    func remove() {
        endDemands()
        if output >= 0, !isRemoved { close(output) }
        if isRemoved { return }
        isRemoved = true
        processes.look()
        for (process, end) in [(guardian, guardianEnd), (gate, gateEnd)] where end == nil {
            _ = Remains(process: process, group: process, marks: []).reap()
        }
        // Replicas know the guardian's mark only.
        let remains = Remains(
            process: 0, group: nil, marks: [mark, "THRICE_RUN=\(guardian)."])
        try? remains.remove()
        processes.bury()
        try? FileManager.default.removeItem(atPath: folder)
    }

    private var isRemoved = false
}

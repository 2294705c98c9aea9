import CLinux
import Foundation

/// Counts how often a static program that runs asks for memory, from now to its end.
final class AllocationCounter: @unchecked Sendable {
    private let process: pid_t
    private let place: UInt64
    private var passed = 0
    private let isReady = DispatchSemaphore(value: 0)
    private let isDone = DispatchSemaphore(value: 0)

    /// - Parameter program: its executable, which stands where its symbols say.
    init(of process: pid_t, program: String) throws {
        self.process = process
        let found = try Shell.run("nm '\(program)' | sed -n 's/ [TtW] malloc$//p'")
        guard
            let place = UInt64(
                found.output.trimmingCharacters(in: .whitespacesAndNewlines), radix: 16)
        else { throw KitError("no place of malloc in '\(program)': \(found.output)") }
        self.place = place
        // Who traces a process is a thread.
        Thread { [self] in count() }.start()
        isReady.wait()
    }

    private func count() {
        let isAttached = thrice_attach(process) == 0
        isReady.signal()
        while isAttached {
            let stop = thrice_run_to(process, place, 1, THRICE_RESUME)
            guard stop.kind == Int32(THRICE_STOP_TRAP.rawValue) else { break }
            passed += 1
        }
        isDone.signal()
    }

    /// Once it has ended.
    func total() throws -> Int {
        guard isDone.wait(timeout: .now() + 20) == .success else {
            throw KitError("the process that is counted has not ended")
        }
        return passed
    }
}

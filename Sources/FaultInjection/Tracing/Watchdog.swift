import CLinux
import Glibc

/// Stops a traced process that takes too long with SIGSTOP.
struct Watchdog {
    private let pointer: OpaquePointer

    init() throws(TracingError) {
        guard let pointer = thrice_watchdog_start() else {
            throw .kernelRefuses(what: "start", which: "a thread", error: errno)
        }
        self.pointer = pointer
    }

    func arm(_ process: pid_t, nanoseconds: UInt64) {
        thrice_watchdog_arm(pointer, process, UInt64(thrice_now()) + nanoseconds)
    }

    /// - Parameter last: how the process stopped last, between two instructions: if the signal was
    ///   sent and has not been seen, it is taken from the process.
    /// - Returns: whether it was sent.
    @discardableResult
    func disarm(_ process: Tracee, after last: Tracee.Stop) -> Bool {
        guard thrice_watchdog_disarm(pointer) != 0 else { return false }
        switch last {
        case .signal(SIGSTOP), .ended, .lost: break
        // It comes before any instruction is executed.
        default: _ = process.run(THRICE_RESUME_ONE)
        }
        return true
    }

    func stop() { thrice_watchdog_stop(pointer) }
}

import CLinux
import Glibc

extension TracedTarget {
    /// Lets it run from call to call until `isThere` says so; `registers` are those of the last.
    func run(
        until isThere: (Tracee.Stop, user_regs_struct) throws(TracingError) -> Bool
    ) throws(TracingError) {
        var stop = Tracee.Stop.trapped
        var patience = Patience(process.number, budget)
        watchdog.arm(process.number, nanoseconds: patience.nanoseconds)
        defer { rest(process, after: stop) }
        var signal: Int32 = 0
        while true {
            stop = process.run(THRICE_RESUME_TO_CALL, signal: signal)
            signal = 0
            switch stop {
            case .atCall, .afterCall:
                registers = try process.registers()
                if try isThere(stop, registers) { return }
            case .signal(SIGSTOP):
                guard patience.isLeft(of: process.number) else { throw tooSlow() }
                watchdog.arm(process.number, nanoseconds: patience.nanoseconds)
            case .signal(let number): signal = number
            case .trapped: signal = SIGTRAP
            case .executed:
                translation = nil
                guard thrice_fix_start(process.number) == 0 else {
                    throw .kernelRefuses(what: "replace", which: "random bytes", error: errno)
                }
            default: throw failure(stop)
            }
        }
    }

    /// Nobody waits for the process any more.
    func rest(_ process: Tracee, after stop: Tracee.Stop) {
        watchdog.disarm(process, after: stop)
        if process == self.process, case .ended = stop { isReaped = true }
    }

    /// Why it has not come where it should.
    func failure(_ stop: Tracee.Stop) -> TracingError {
        switch stop {
        case .ended(let end): .ended(place, end)
        case .startedThread: .startsThread(place)
        case .signal(SIGSTOP): tooSlow()
        case .signal(let number): .signalled(place, signal: number)
        case .trapped, .executed: .signalled(place, signal: SIGTRAP)
        case .lost(let error): .kernelRefuses(what: "trace", which: name, error: error)
        case .atCall, .afterCall, .ending: tooSlow()
        }
    }

    private func tooSlow() -> TracingError {
        pipes.takeOutput(into: &written, limit: budget.answerBytesMax)
        if written.count > budget.answerBytesMax {
            return .answerTooLong(place, limitBytes: budget.answerBytesMax)
        }
        return written.contains(0x0A) ? .answeredElsewhere(place) : .tooSlow(place, budget)
    }
}

/// What is left of a budget.
private struct Patience {
    private let cpuEnd: UInt64
    private let wallEnd: UInt64
    /// Until it is to be looked at again.
    private(set) var nanoseconds: UInt64

    init(_ process: pid_t, _ budget: TargetBudget) {
        cpuEnd = UInt64(max(0, thrice_cpu_time(process))) + budget.cpuNanosecondsMax
        wallEnd = UInt64(thrice_now()) + budget.wallNanosecondsMax
        nanoseconds = min(budget.cpuNanosecondsMax, budget.wallNanosecondsMax)
    }

    mutating func isLeft(of process: pid_t) -> Bool {
        let cpu = UInt64(max(0, thrice_cpu_time(process)))
        let wall = UInt64(thrice_now())
        guard cpu < cpuEnd, wall < wallEnd else { return false }
        nanoseconds = max(1_000_000, min(cpuEnd - cpu, wallEnd - wall))
        return true
    }
}

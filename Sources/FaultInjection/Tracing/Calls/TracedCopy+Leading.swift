import CLinux
import Glibc

extension TracedCopy {
    /// Leads it from call to call, if a clock of it is wrong: until it waits for a demand, ends,
    /// becomes another program, or has used its budget up.
    ///
    /// - Returns: the signal to release it with, or 0; nil where its budget is used up: released it
    ///   would learn the right time.
    func lead(_ budget: CopyBudget) throws(TracingError) -> Int32? {
        guard wrongClock != nil else { return 0 }
        let process = stopped()
        guard thrice_stop_at_end(process.number, 1) == 0 else {
            throw .cannotReach(what: "copy", process: process.number, error: errno)
        }
        // Otherwise whoever kills it had to wait for that stop.
        defer { _ = thrice_stop_at_end(process.number, 0) }
        let end = UInt64(thrice_now()) + budget.wallNanosecondsMax
        func isSpent() -> Bool {
            UInt64(max(0, thrice_cpu_time(process.number))) >= budget.cpuNanosecondsMax
                || UInt64(thrice_now()) >= end
        }
        var signal: Int32 = 0
        while true {
            let (stop, isTooLong) = run(process, signal, budget)
            signal = 0
            switch stop {
            case .afterCall:
                var registers = try process.registers()
                try wrongClock?.tell(&registers, to: process)
                if isSpent() { return nil }
            case .atCall:
                let call = SystemCall(try process.registers())
                if call.reads && target.pipes.unread == 0 { return 0 }
            case .signal(SIGSTOP) where isTooLong: if isSpent() { return nil }
            // They stop it a second time, which looks the same.
            case .signal(let number) where [SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU].contains(number):
                return number
            case .signal(let number): signal = number
            case .trapped: return SIGTRAP
            case .ending, .executed, .startedThread: return 0
            case .ended, .lost: throw .starved(process: process.number, seconds: 0)
            }
        }
    }

    /// Whether it was stopped because it takes too long.
    private func run(
        _ process: Tracee, _ signal: Int32, _ budget: CopyBudget
    ) -> (stop: Tracee.Stop, isTooLong: Bool) {
        target.watchdog.arm(process.number, nanoseconds: budget.cpuNanosecondsMax)
        let stop = process.run(THRICE_RESUME_TO_CALL, signal: signal)
        return (stop, target.watchdog.disarm(process, after: stop))
    }
}

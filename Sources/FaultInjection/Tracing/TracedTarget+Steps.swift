import CLinux
import Glibc

extension TracedTarget {
    /// Single-steps the whole window once, in a copy: the target stays at its beginning.
    package func steps(atMost limit: Int) throws(TracingError) -> StepList {
        checkThread()
        precondition(position == 0, "'\(name)' is not at the beginning of a window")
        copy?.discard()
        let unread = pipes.unread
        let copy = try makeCopy()
        var isReaped = false
        defer {
            let remains = Remains(process: copy.number, group: copy.number, mark: mark)
            if !isReaped { _ = remains.reap() }
            pipes.restore(unread: unread, of: demand)
        }
        var list = StepList()
        var written = written
        var registers = registers
        while list.count < limit {
            let room = min(Stepper.roomMax, limit - list.count)
            let stop = step(copy, &registers, room: room) { address in list.append(address) }
            if stop == .trapped { continue }
            if case .ended = stop { isReaped = true }
            guard stop == .afterCall else { throw failure(stop) }
            guard SystemCall(registers).writes else { continue }
            pipes.takeOutput(into: &written, limit: budget.answerBytesMax)
            if try hasAnswered(written) { return list }
        }
        throw .tooManySteps(place, limit: limit)
    }

    /// Executes at most `room` instructions; comes back earlier after a system call.
    func step(
        _ process: Tracee, _ registers: inout user_regs_struct, room: Int,
        _ visit: (UInt64) -> Void
    ) -> Tracee.Stop {
        watchdog.arm(process.number, nanoseconds: budget.wallNanosecondsMax)
        return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: room) { addresses in
            var count = 0
            let stop = Tracee.Stop(
                thrice_step_traced(
                    process.number, addresses.baseAddress, room, &count, &registers))
            rest(process, after: stop)
            for address in addresses[..<count] { visit(address) }
            return stop
        }
    }
}

enum Stepper {
    /// Instructions between two looks at the clock.
    static let roomMax = 8192
}

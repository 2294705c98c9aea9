import CLinux
import Glibc

extension TracedTarget {
    /// The instructions of the window alone.
    package func steps(atMost limit: Int) throws(TracingError) -> StepList {
        try record(atMost: limit).steps
    }

    /// Executes the whole window once, in a copy: the target stays at its beginning.
    ///
    /// - Parameters:
    ///   - limit: of instructions.
    ///   - notesRegisters: whether it is also followed to where it waits for its next demand, so
    ///     that it is known what becomes of registers.
    /// - Throws: of registers also where an instruction or a system call is not understood.
    package func record(
        atMost limit: Int, notesRegisters: Bool = false
    ) throws(TracingError) -> RecordedWindow {
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
        var recorder = StepRecorder(makeTranslation(of: copy, isLogged: true))
        var calls = CallRecorder(copy, pipes.streams, after: arrived)
        var keepsCode = true
        var written = written
        var registers = registers
        while recorder.list.count < limit {
            let stop = try record(copy, &registers, &recorder, atMost: limit)
            if stop == .trapped { continue }
            if case .ended = stop { isReaped = true }
            guard stop == .afterCall else { throw failure(stop) }
            let call = SystemCall(registers)
            calls.note(registers, step: recorder.list.count - 1)
            if !call.keepsCode { try recorder.refresh() }
            keepsCode = keepsCode && call.keepsCode
            guard call.writes else { continue }
            pipes.takeOutput(into: &written, limit: budget.answerBytesMax)
            guard try hasAnswered(written) else { continue }
            var window = RecordedWindow(steps: recorder.list, calls: calls.calls)
            if notesRegisters && keepsCode {
                window.registers = try registerTrace(
                    of: window.steps, in: copy, registers, atMost: limit, &isReaped)
            }
            return window
        }
        throw .tooManySteps(place, limit: limit)
    }

    /// By translation as far as that goes, and a few single steps after it.
    private func record(
        _ copy: Tracee, _ registers: inout user_regs_struct, _ recorder: inout StepRecorder,
        atMost limit: Int
    ) throws(TracingError) -> Tracee.Stop {
        watchdog.arm(copy.number, nanoseconds: budget.wallNanosecondsMax)
        let stop = try recorder.follow(&registers, atMost: limit)
        rest(copy, after: stop)
        let left = limit - recorder.list.count
        guard stop == .trapped, left > 0 else { return stop }
        let room = min(left, recorder.stepsByHand(at: registers.rip))
        return step(copy, &registers, room: room) { address in recorder.append(address) }
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

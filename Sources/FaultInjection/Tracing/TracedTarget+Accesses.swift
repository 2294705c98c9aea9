import CLinux
import Glibc

extension TracedTarget {
    /// Single-steps the whole window once more, in a copy, up to where the program waits for its
    /// next demand, and notes what every instruction reads and writes. Some 40 µs a step, and some
    /// 100 bytes.
    ///
    /// - Throws: `.tooManySteps`, and where an instruction or a system call is not understood.
    package func accesses(atMost limit: Int) throws(TracingError) -> AccessTrace {
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
        var recorder = try AccessRecorder(copy)
        var written = written
        var registers = registers
        for index in 0..<limit {
            let stop = try note(&recorder, copy, &registers, at: index, &isReaped)
            guard stop == .afterCall, SystemCall(registers).writes else { continue }
            pipes.takeOutput(into: &written, limit: budget.answerBytesMax)
            guard try hasAnswered(written) else { continue }
            recorder.trace.steps = index + 1
            try noteRest(&recorder, copy, &registers, atMost: limit, &isReaped)
            return recorder.trace
        }
        throw .tooManySteps(place, limit: limit)
    }

    /// - Parameters:
    ///   - copy: at the end of the window.
    ///   - isReaped: set where it is gone.
    func registerTrace(
        of steps: StepList, in copy: Tracee, _ registers: user_regs_struct, atMost limit: Int,
        _ isReaped: inout Bool
    ) throws(TracingError) -> RegisterTrace {
        var recorder = try AccessRecorder(copy)
        var accesses: [InstructionAccess] = []
        for address in steps.addresses {
            accesses.append(try recorder.access(at: address, place))
        }
        var registers = registers
        recorder.trace.steps = steps.count
        try noteRest(&recorder, copy, &registers, atMost: limit, &isReaped)
        return RegisterTrace(steps: steps, accesses: accesses, rest: recorder.trace)
    }

    /// Behind the window, up to where it waits.
    private func noteRest(
        _ recorder: inout AccessRecorder, _ copy: Tracee, _ registers: inout user_regs_struct,
        atMost limit: Int, _ isReaped: inout Bool
    ) throws(TracingError) {
        for index in recorder.trace.steps..<recorder.trace.steps + limit {
            let access = try recorder.access(at: registers.rip, place)
            if waits(registers, access) {
                return recorder.noteWait(registers, access, at: index)
            }
            _ = try note(&recorder, copy, &registers, at: index, &isReaped)
        }
        throw .tooManySteps(place, limit: limit)
    }

    private func note(
        _ recorder: inout AccessRecorder, _ copy: Tracee, _ registers: inout user_regs_struct,
        at index: Int, _ isReaped: inout Bool
    ) throws(TracingError) -> Tracee.Stop {
        let access = try recorder.access(at: registers.rip, place)
        let before = registers
        let stop = step(copy, &registers, room: 1) { _ in }
        if case .ended = stop { isReaped = true }
        guard stop == .trapped || stop == .afterCall else { throw failure(stop) }
        try recorder.note(access, before, registers, at: index, place)
        return stop
    }

    /// Whether it is about to read a demand that has not come.
    private func waits(_ registers: user_regs_struct, _ access: InstructionAccess) -> Bool {
        access.isSystemCall && [0, 19].contains(registers.rax) && registers.rdi == 0
            && pipes.unread == 0
    }
}

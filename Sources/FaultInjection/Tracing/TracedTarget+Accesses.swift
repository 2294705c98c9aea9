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
        // Behind the window at most as many again.
        for index in 0..<2 * limit {
            let hasAnswered = recorder.trace.steps > 0
            if !hasAnswered && index == limit { break }
            let access = try recorder.access(registers, at: index, place)
            if hasAnswered, waits(registers, access) {
                recorder.noteWait(registers, access)
                return recorder.trace
            }
            let before = registers
            let stop = step(copy, &registers, room: 1) { _ in }
            if case .ended = stop { isReaped = true }
            guard stop == .trapped || stop == .afterCall else { throw failure(stop) }
            try recorder.note(access, before, registers, place)
            guard !hasAnswered, stop == .afterCall, SystemCall(registers).writes else { continue }
            pipes.takeOutput(into: &written, limit: budget.answerBytesMax)
            if try self.hasAnswered(written) { recorder.trace.steps = index + 1 }
        }
        throw .tooManySteps(place, limit: limit)
    }

    /// Whether it is about to read a demand that has not come.
    private func waits(_ registers: user_regs_struct, _ access: InstructionAccess) -> Bool {
        access.isSystemCall && [0, 19].contains(registers.rax) && registers.rdi == 0
            && pipes.unread == 0
    }
}

import CLinux
import Glibc

/// A copy of a target, stopped before an instruction, in which a fault can be placed.
///
/// It can be looked at and changed until it is finished or discarded; then it is gone.
package final class TracedCopy {
    /// Nil once it is gone.
    private(set) var process: Tracee?
    let target: TracedTarget
    /// Nanoseconds after which nobody waits for it any more: so long it need not be held.
    package var deadline = UInt64.max
    /// One that it is to believe in until its end.
    var wrongClock: WrongClock?
    /// Whether nothing that it was told has been another, although a clock is wrong.
    package var wasToldRight: Bool { wrongClock?.count == 0 }
    /// What it found of the demand in the pipe.
    let unread: Int

    init(_ process: Tracee, of target: TracedTarget, unread: Int) {
        self.process = process
        self.target = target
        self.unread = unread
    }

    package subscript(register: Register) -> UInt128 {
        get throws(TracingError) { try stopped()[register] }
    }

    /// The kernel keeps some flags as they are, and says nothing: read it again.
    package func set(_ register: Register, to value: UInt128) throws(TracingError) {
        try stopped().set(register, to: value)
    }

    package func memory(at address: UInt64, count: Int) throws(TracingError) -> [UInt8] {
        try stopped().memory(at: address, count: count)
    }

    /// Code and constants can be written too.
    package func write(_ bytes: [UInt8], at address: UInt64) throws(TracingError) {
        try stopped().write(bytes, at: address)
    }

    package var regions: [MemoryRegion] { stopped().regions() }

    /// The one that it works on, with its line feed.
    package var demand: [UInt8] { target.demand }

    /// Sends it a signal, which reaches it when it is released.
    package func signal(_ number: Int32) -> InjectionProof { stopped().signal(number) }

    /// Releases it, and waits for what becomes of it; it is gone afterwards.
    package func finish(_ budget: CopyBudget = CopyBudget()) throws(TracingError) -> CopyEnd {
        let process = stopped()
        defer { discard() }
        let signal = try lead(budget)
        var watch = try CopyWatch(
            process, target.pipes, target.written, budget, signal: signal)
        defer { watch.close() }
        var end = signal == nil ? watch.endOfSpent() : try watch.end()
        let ending = try remove()
        if watch.hasEnded { watch.explain(&end, ending) }
        return end
    }

    /// Leaves it to somebody who looks into it; then as `finish`.
    ///
    /// - Parameter body: called with its number, stopped and traced by nobody; whoever traces it
    ///   then is to be done when it returns.
    package func finish(
        _ budget: CopyBudget = CopyBudget(), after body: (pid_t) throws -> Void
    ) throws -> CopyEnd {
        let process = stopped()
        defer { discard() }
        guard thrice_release(process.number, SIGSTOP) == 0 else {
            throw TracingError.cannotReach(
                what: "copy", process: process.number, error: errno)
        }
        try body(process.number)
        kill(process.number, SIGCONT)
        return try finish(budget)
    }

    /// Ends it, if that has not happened yet, and puts the pipes in order.
    package func discard() {
        // It has executed nothing, or its `finish` has thrown already.
        if process != nil { _ = try? remove() }
    }

    deinit { discard() }

    private func remove() throws(TracingError) -> ProcessEnd {
        guard let number = process?.number else { preconditionFailure("the copy is gone") }
        process = nil
        defer { target.pipes.restore(unread: unread, of: target.demand) }
        let remains = Remains(process: number, group: number, mark: target.mark)
        let end = remains.reap()
        // Who has left the group may still use the pipes.
        try remains.remove(sparing: target.number, knowing: &target.unmarked)
        return end
    }

    func stopped() -> Tracee {
        target.checkThread()
        guard let process else { preconditionFailure("the copy is gone") }
        return process
    }
}

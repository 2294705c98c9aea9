import CLinux
import Glibc

extension TracedTarget {
    /// A copy of the target, stopped where the target is; an earlier one that is not finished is
    /// discarded.
    package func fork() throws(TracingError) -> TracedCopy {
        checkThread()
        copy?.discard()
        pipes.takeOutput(into: &written, limit: budget.answerBytesMax)
        let unread = pipes.unread
        let copy = TracedCopy(try makeCopy(), of: self, unread: unread)
        self.copy = copy
        return copy
    }

    /// Stopped and traced, in a process group of its own, with the registers of the target.
    func makeCopy() throws(TracingError) -> Tracee {
        guard let position else { preconditionFailure("'\(name)' has no demand") }
        // Otherwise the kernel might take the result of the last call for one to be restarted.
        registers.orig_rax = .max
        let number = thrice_copy_traced(
            process.number, &registers, places.call, places.number)
        let error = errno
        try process.set(registers)
        guard number > 0 else { throw .cannotCopy(place, step: position, error: error) }
        let copy = Tracee(number: number)
        do throws(TracingError) {
            try copy.set(registers)
            // It has executed nothing else since it is our child, so this is allowed.
            guard setpgid(number, number) == 0 else {
                throw .cannotCopy(place, step: position, error: errno)
            }
            return copy
        } catch {
            _ = Remains(process: number, group: nil, mark: mark).reap()
            throw error
        }
    }
}

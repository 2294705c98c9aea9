import CLinux
import Glibc

/// A program without a fault, stopped whenever nobody waits for it, that can be copied anywhere in
/// the middle of a demand.
///
/// It has one thread, reads a line for each demand from its standard input, and answers with a
/// line. The **window** of a demand begins where the call returns that read its first byte, and
/// ends where the call returns that wrote the answer's line feed. Addresses, and the random bytes
/// that the kernel hands out before the first window, are the same in every run, and it asks for
/// the time by system calls (vdso(7) is hidden from it).
///
/// ptrace is per thread: only the thread that made a target may use it, which is checked, and the
/// target ends when that thread does. Orphans of its copies come to this process.
package final class TracedTarget {
    package let name: String
    package let budget: TargetBudget
    let process: Tracee
    let pipes: TargetPipes
    let watchdog: Watchdog
    /// In the environment of all that the target and its copies start.
    package let mark: String
    private let thread = pthread_self()
    private var isOver = false
    /// Its end was taken already.
    var isReaped = false

    /// How many demands it was given.
    package internal(set) var demandCount = 0
    /// The one that it works on, with its line feed.
    var demand: [UInt8] = []
    /// How it came, where that was seen.
    var arrived: ArrivedDemand?
    /// What has been written of the answer.
    var written: [UInt8] = []
    /// The step of the window that comes next; nil when it works on no demand.
    package internal(set) var position: Int?
    /// While `position` is not nil.
    var registers = user_regs_struct()
    /// A `syscall` instruction, and where a library keeps the process number, or 0.
    var places: (call: UInt64, number: UInt64) = (0, 0)
    /// How it may be led to a moment; fewer only to compare.
    package var ways = WalkWays.all
    /// Its code may be another since it was translated.
    var hasNewCode = false
    /// Nil before it was needed, and where it is not possible.
    var translation: Translation?
    /// Children of ours that are none of its copies'.
    var unmarked: Set<pid_t> = []
    /// The last one, until it is gone; it keeps the target, not the other way round.
    weak var copy: TracedCopy?

    package init(
        _ command: TracedCommand, budget: TargetBudget = TargetBudget()
    ) throws(TracingError) {
        precondition(budget.answerBytesMax < 1 << 20, "\(budget.answerBytesMax) bytes")
        name = command.name
        self.budget = budget
        guard thrice_become_subreaper() == 0 else {
            throw .kernelRefuses(what: "adopt", which: "orphans", error: errno)
        }
        // Always as long: it stands on the stack, and must not move what stands behind it.
        let number = String(getpid() % 10_000_000 + 10_000_000)
        let mark = "THRICE_RUN=\(number).\(UInt64(thrice_now()) + 1 << 62)"
        self.mark = mark
        let pipes = try TargetPipes(answerBytesMax: budget.answerBytesMax)
        self.pipes = pipes
        do throws(TracingError) {
            watchdog = try Watchdog()
        } catch {
            pipes.close()
            throw error
        }
        do throws(TracingError) {
            process = try command.start(on: pipes, mark: mark)
        } catch {
            watchdog.stop()
            pipes.close()
            throw error
        }
        guard thrice_fix_start(process.number) == 0 else {
            let error = errno
            end()
            throw .kernelRefuses(what: "replace", which: "random bytes", error: error)
        }
    }

    deinit { end() }

    /// Ends it and all that it started. Every other use afterwards is a mistake.
    package func end() {
        if isOver { return }
        copy?.discard()
        isOver = true
        watchdog.stop()
        let remains = Remains(process: process.number, group: process.number, mark: mark)
        if !isReaped { _ = remains.reap() }
        // There is nobody to tell, and the next target finds what this one leaves.
        try? remains.remove()
        pipes.close()
    }

    package var number: pid_t { process.number }

    /// Bounds what it and its copies may take (setrlimit(2), soft and hard alike).
    package func limit(_ resource: Int32, to value: UInt64) {
        checkThread()
        _ = thrice_limit(process.number, resource, value)
    }

    package var regions: [MemoryRegion] {
        checkThread()
        let own = translationPlaces
        return process.regions().filter { region in
            !own.contains { $0.overlaps(region.addresses) }
        }
    }

    var place: TracingError.Place { .init(target: name, demand: demandCount) }

    /// Whether the calling thread is the one that made it.
    package var isOfThisThread: Bool { pthread_equal(thread, pthread_self()) != 0 }

    func checkThread() {
        precondition(isOfThisThread, "'\(name)' is traced by another thread")
        precondition(!isOver, "'\(name)' has been ended")
    }
}

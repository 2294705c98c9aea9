import CLinux
import Glibc

/// Follows a released copy until it is known what has become of it.
struct CopyWatch {
    private let process: pid_t
    private let handle: Int32
    private let pipes: TargetPipes
    private let budget: CopyBudget
    private let began = UInt64(thrice_now())
    private var written: [UInt8]
    /// Whether it ended without our doing.
    private(set) var hasEnded = false

    /// Releases it.
    ///
    /// - Parameter signal: that reaches it then; 0: none; nil: it is not released.
    init(
        _ copy: Tracee, _ pipes: TargetPipes, _ written: [UInt8], _ budget: CopyBudget,
        signal: Int32?
    ) throws(TracingError) {
        process = copy.number
        self.pipes = pipes
        self.written = written
        self.budget = budget
        handle = thrice_open_process(process)
        guard handle >= 0 else {
            throw .cannotReach(what: "handle", process: process, error: errno)
        }
        // If nobody is left who could end it, the kernel does, and its input ends, too.
        let seconds = budget.cpuNanosecondsMax / 1_000_000_000 + 2
        _ = thrice_limit(process, Int32(RLIMIT_CPU.rawValue), seconds)
        guard let signal else { return }
        guard thrice_release(process, signal) == 0 || errno == ESRCH else {
            let error = errno
            close()
            throw .cannotReach(what: "copy", process: process, error: error)
        }
    }

    func close() { Glibc.close(handle) }

    mutating func end() throws(TracingError) -> CopyEnd {
        var interval: UInt64 = 1_000_000
        while true {
            let ready = thrice_wait_either(pipes.outputRead, handle, interval)
            hasEnded = ready & 2 != 0
            takeOutput()
            if let end = endOfLine() { return end }
            // How, the caller learns when it takes its end.
            if hasEnded { return made(.exited(status: 0)) }
            // Who writes without an end of the line has no more time than others.
            if ready != 0, UInt64(thrice_now()) - began < budget.wallNanosecondsMax { continue }
            if let outcome = try judge() {
                // What it wrote between the two looks counts all the same.
                takeOutput()
                return endOfLine() ?? made(outcome)
            }
            interval = min(interval * 2, max(1_000_000, cpuLeft))
        }
    }

    /// Of one that was led until its budget was used up.
    mutating func endOfSpent() -> CopyEnd {
        takeOutput()
        return endOfLine() ?? made(cpuLeft == 0 ? .busy : .blocked(state: "S"))
    }

    /// Nil while its line is neither whole nor too long.
    private mutating func endOfLine() -> CopyEnd? {
        if let line = written.firstIndex(of: 0x0A), line <= budget.answerBytesMax {
            return answered(line)
        }
        return written.count > budget.answerBytesMax ? made(.tooLong) : nil
    }

    /// Puts in how it ended, of one that has.
    func explain(_ end: inout CopyEnd, _ ending: ProcessEnd) {
        guard end.outcome != .answered else { return end.endAfterAnswer = ending }
        guard case .exited = end.outcome else { return }
        switch ending {
        case .exited(let status): end.outcome = .exited(status: status)
        case .died(let signal): end.outcome = .died(signal: signal)
        }
    }

    private mutating func takeOutput() {
        pipes.takeOutput(
            into: &written, limit: budget.answerBytesMax + 1 + budget.extraBytesMax)
    }

    /// It is watched until it waits for the next demand, or for ever: what it says beyond its
    /// answer must not depend on who is faster.
    private mutating func answered(_ line: Int) -> CopyEnd {
        let cpu = cpuTime
        let limit = line + 1 + budget.extraBytesMax
        var interval: UInt64 = 20_000
        var isStuck = false
        while !hasEnded && written.count < limit {
            // On its way to wait it is found by the first look or the second, and the kernel takes
            // longer to make up the rest.
            let isWaiting = isHungry
            isStuck = !isWaiting && interval > 40_000 && isQuiet
            takeOutput()
            if isWaiting || isStuck { break }
            hasEnded = thrice_wait_either(pipes.outputRead, handle, interval) & 2 != 0
            takeOutput()
            interval = min(interval * 2, 1_000_000)
        }
        var end = CopyEnd(
            outcome: .answered, answer: Array(written[..<line]),
            extra: Array(written[(line + 1)...].prefix(budget.extraBytesMax)),
            cpuNanoseconds: cpu)
        end.isStuckAfterAnswer = isStuck
        return end
    }

    /// Whether it says nothing more, without waiting for a demand.
    private var isQuiet: Bool {
        let now = ProcessState(process)
        return now.letter == "T" || cpuLeft == 0
            || now.isAsleep && UInt64(thrice_now()) - began >= budget.wallNanosecondsMax
    }

    /// Whether it waits for a demand that does not come.
    private var isHungry: Bool { ProcessState.waitsForInput(process) && pipes.unread == 0 }

    private func made(_ outcome: CopyEnd.Outcome) -> CopyEnd {
        CopyEnd(
            outcome: outcome, answer: Array(written.prefix(budget.answerBytesMax)), extra: [],
            cpuNanoseconds: cpuTime)
    }

    private var cpuTime: UInt64 { UInt64(max(0, thrice_cpu_time(process))) }

    private var cpuLeft: UInt64 {
        budget.cpuNanosecondsMax - min(cpuTime, budget.cpuNanosecondsMax)
    }

    /// Nothing has come for a while: nil when that may still change.
    private func judge() throws(TracingError) -> CopyEnd.Outcome? {
        let now = ProcessState(process)
        let elapsed = UInt64(thrice_now()) - began
        if cpuLeft == 0 { return now.hasOutput(pipes.outputWrite) ? .busy : .closedOutput }
        guard now.isAsleep else {
            let limit = 10 * (budget.wallNanosecondsMax + budget.cpuNanosecondsMax)
            if elapsed < limit { return nil }
            throw .starved(process: process, seconds: elapsed / 1_000_000_000)
        }
        // A stopped one waits for somebody who will not come.
        guard isHungry || now.letter == "T" || elapsed >= budget.wallNanosecondsMax else {
            return nil
        }
        return now.hasOutput(pipes.outputWrite) ? .blocked(state: now.letter) : .closedOutput
    }
}

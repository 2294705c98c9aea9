import CLinux
import Glibc
import Journals

/// The guardian's hand on the journal: the ring, the descriptors around it, and the process that
/// writes, which it starts anew when that ends before its time.
struct JournalKeeper {
    let plan: JournalPlan
    private let outputPath: String?
    let ring: JournalRing
    /// Of the ring, and the eventfds on which journaler and voter sleep.
    let memory: Int32
    let wake: Int32
    let answer: Int32
    /// A pipe whose writing end guardian and voter have: its end ends the journaler.
    let life: ReplicaPipes.Pipe
    private(set) var journaler: Launch.Process?
    private(set) var lastExit: ExitReport?
    private(set) var backOff = BackOff()

    /// - Parameter outputPath: where the answers go; nil for standard output.
    init(_ plan: JournalPlan, outputPath: String?) throws(SupervisionError) {
        (self.plan, self.outputPath) = (plan, outputPath)
        memory = JournalRing.makeDescriptor(capacity: plan.ringBytes)
        wake = thrice_wake_descriptor()
        answer = thrice_wake_descriptor()
        guard let ring = JournalRing(descriptor: memory, capacity: plan.ringBytes), wake >= 0,
            answer >= 0, let life = ReplicaPipes.Pipe()
        else { throw .kernelRefuses(what: "share the journal's ring", error: errno) }
        (self.ring, self.life) = (ring, life)
    }

    mutating func start() throws(SupervisionError) {
        let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
        defer { close(nothing) }
        let sizes = [plan.layout.segmentBytes, plan.layout.payloadBytesMax, plan.ringBytes]
        var launch = Launch(
            path: plan.journalerPath,
            arguments: [
                "thrice-journaler", plan.folder, plan.run.text, plan.durability.rawValue,
            ] + sizes.map { "\($0)" } + (outputPath.map { [$0] } ?? []),
            environment: [], standard: (nothing, nothing, STDERR_FILENO))
        launch.passed = [memory, wake, answer, life.read]
        launch.ignoresTerminal = true
        // What is in the ring when everybody else has been killed is still written.
        launch.outlivesParent = true
        do { journaler = try launch.start() } catch {
            guard case .failed(_, let number, _) = error else { return }
            throw .cannotLaunch(path: plan.journalerPath, error: number)
        }
        backOff.started(at: UInt64(thrice_now()))
    }

    /// Waits until it has read and repaired what there is of the journal.
    ///
    /// - Parameter bound: how long it may show no sign of life; nil: for ever.
    /// - Throws: when it ended instead, or had to be ended.
    func awaitReady(signOfLife bound: UInt64?) throws(SupervisionError) {
        guard let journaler else { throw .cannotJournal(folder: plan.folder) }
        var cause: String?
        var watch = bound.map { LifeWatch(bound: $0) }
        ring.askForNews()
        var files = [
            pollfd(fd: answer, events: Int16(POLLIN), revents: 0),
            pollfd(fd: journaler.handle, events: Int16(POLLIN), revents: 0),
        ]
        while ring.condition(at: 0, stalledAfter: .max) == .starting {
            let now = UInt64(thrice_now())
            let finding = watch?.look(
                at: .journaler, journaler.number, beats: ring.beats, now: now,
                waitsForFile: ring.isBusy)
            if case .lifeless(let lifelessness) = finding {
                cause = "the journaler has shown no sign of life \(lifelessness.text)"
                _ = thrice_signal_pidfd(journaler.handle, SIGKILL)
            }
            if poll(&files, 2, Self.milliseconds(to: watch?.nextInstant, now)) < 0 { continue }
            if files[1].revents != 0 { break }
            var ignored: UInt64 = 0
            _ = read(answer, &ignored, 8)
            ring.askForNews()
        }
        switch ring.condition(at: 0, stalledAfter: .max) {
        case .starting, .failed: throw .cannotJournal(folder: plan.folder, cause: cause)
        default: return
        }
    }

    /// -1 where there is no such instant.
    private static func milliseconds(to instant: UInt64?, _ now: UInt64) -> Int32 {
        guard let instant else { return -1 }
        return instant > now ? Int32(clamping: (instant - now + 999_999) / 1_000_000) : 0
    }

    func isJournaler(_ process: pid_t) -> Bool { journaler?.number == process }

    /// It was reaped: another one takes up what is left in the ring, at once or a while later.
    mutating func ended(_ exit: ExitReport, at now: UInt64) {
        if let journaler { close(journaler.handle) }
        journaler = nil
        lastExit = exit
        // Its own last word, if it had one, says more.
        if exit.wasSignal { ring.markDead() }
        // It may have died between taking the voter's wish to be woken and waking it.
        Self.wake(answer)
        // Everything is written.
        if exit == ExitReport(wasSignal: false, status: 0) { return backOff.cancel() }
        backOff.ended(at: now)
    }

    mutating func startIfDue(at now: UInt64) {
        if backOff.isDue(at: now) && (try? start()) == nil { backOff.failed(at: now) }
    }

    /// It goes round once.
    func wakeJournaler() { Self.wake(wake) }

    /// Nothing comes any more; also when the voter died and could not say so.
    func closeRing() {
        ring.close()
        Self.wake(wake)
    }

    private static func wake(_ descriptor: Int32) {
        var one: UInt64 = 1
        _ = write(descriptor, &one, 8)
    }

    func closeDescriptors() {
        for descriptor in [memory, wake, answer] { close(descriptor) }
        life.close()
        if let journaler { close(journaler.handle) }
    }
}

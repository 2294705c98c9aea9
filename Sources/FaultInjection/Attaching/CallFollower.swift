import CLinux
import Glibc
import Wiring

/// Follows a process of one thread that runs already from system call to system call, without ever
/// waiting for it.
///
/// A process that waits for several others goes another way when they answer in another order or
/// one by one. So it is let into a wait, and goes on behind a write to a stream, only when all of
/// them have come to theirs.
///
/// ptrace is per thread: only the thread that made it may use it. The process goes on by itself
/// when it is released, and when the thread ends.
final class CallFollower {
    enum Event {
        case entering(FollowedCall)
        case returned(FollowedCall)
        case ended(ProcessEnd?)
    }

    let process: Tracee
    private let state: StateFile
    private let streams: StreamNames
    private let areOthersAtRest: () -> Bool
    /// Milliseconds of a wait behind which it goes on by itself.
    private let nap: Int32
    /// Whether it is held behind what it gives somebody; not behind a fault.
    var isHeldBehindWrites = true
    /// Nanoseconds of the clock at which it goes on whatever the others do.
    private var heldUntil: UInt64?
    /// The call behind which it is held.
    private var finished: FollowedCall?
    /// The call in which it is.
    private var call: FollowedCall?
    private var ordinals: [CallPlace: Int] = [:]
    private(set) var isRunning = false
    private(set) var isGone = false
    /// How it ended, where that was seen here; of a child of ours nobody else sees it any more.
    private(set) var end: ProcessEnd?

    /// Stops it, wherever it is.
    ///
    /// - Parameter nap: a wait for so many milliseconds, or fewer, is no rest.
    init(
        _ number: pid_t, _ streams: StreamNames, nap: Int32 = 0,
        areOthersAtRest: @escaping () -> Bool
    ) throws(TracingError) {
        self.nap = nap
        process = Tracee(number: number)
        state = StateFile(of: number)
        (self.streams, self.areOthersAtRest) = (streams, areOthersAtRest)
        guard thrice_attach(number) == 0 else {
            let error = errno
            // Nothing is let go that is not held: its end would be waited for.
            isGone = true
            throw .cannotReach(what: "process", process: number, error: error)
        }
    }

    deinit { release() }

    /// What it has come to; nil while it runs. Whatever it is, it stands still until `goOn`.
    func look(now: UInt64) -> Event? {
        if let instant = heldUntil {
            if now < instant, !areOthersAtRest() { return nil }
            heldUntil = nil
            if let call = finished {
                finished = nil
                return .returned(call)
            }
            goOn()
        }
        guard isRunning else { return nil }
        var stop = thrice_stop()
        guard thrice_look_stop(process.number, &stop) != 0 else { return nil }
        isRunning = false
        switch Tracee.Stop(stop) {
        case .atCall: return entering(now)
        case .afterCall: return returned(now)
        case .signal(let number): goOn(signal: number)
        case .ended(let end): return gone(end)
        case .lost: return gone(nil)
        default: goOn()
        }
        return nil
    }

    func goOn(signal: Int32 = 0) {
        _ = thrice_resume(process.number, THRICE_RESUME_TO_CALL, signal)
        isRunning = true
    }

    /// From now on calls are counted; the one in which it waits is the first of its kind.
    func beginWindow() {
        ordinals = [:]
        if var pending = call {
            number(&pending)
            call = pending
        }
    }

    func release() {
        if isGone { return }
        if isRunning, thrice_halt(process.number) != 0 { return isGone = true }
        isRunning = false
        isGone = true
        // One that was killed is seen by its parent only when its end was taken here.
        guard thrice_release(process.number, 0) != 0 else { return }
        if case .ended(let end) = Tracee.Stop(thrice_wait_stop(process.number)) { self.end = end }
    }

    /// Whether nothing more comes until somebody gives the ensemble something to do.
    var isAtRest: Bool {
        if isGone { return true }
        guard isRunning, heldUntil == nil, !isNapping, areOthersAtRest() else { return false }
        // Last: who is awake may wake it, and not the other way round.
        return state.isAsleep
    }

    private var isNapping: Bool {
        guard let timeout = call?.timeout else { return false }
        return timeout >= 0 && timeout <= nap && nap > 0
    }

    private static let heldNanoseconds: UInt64 = 1_000_000_000

    private func entering(_ now: UInt64) -> Event? {
        guard let registers = try? process.registers() else { return gone(nil) }
        var entered = FollowedCall(registers, in: process, streams)
        number(&entered)
        call = entered
        if entered.isWait {
            heldUntil = now + Self.heldNanoseconds
            return nil
        }
        return .entering(entered)
    }

    private func returned(_ now: UInt64) -> Event? {
        guard let registers = try? process.registers() else { return gone(nil) }
        var finished = call ?? FollowedCall(registers, in: process, streams)
        call = nil
        finished.result = Int64(bitPattern: registers.rax)
        if finished.isWrite, finished.stream != nil, isHeldBehindWrites {
            heldUntil = now + Self.heldNanoseconds
            self.finished = finished
            return nil
        }
        return .returned(finished)
    }

    private func number(_ call: inout FollowedCall) {
        let kind = CallPlace(number: call.number, stream: call.stream, ordinal: 0)
        ordinals[kind, default: 0] += 1
        call.ordinal = ordinals[kind]!
    }

    func gone(_ end: ProcessEnd?) -> Event {
        self.end = end
        isGone = true
        return .ended(end)
    }
}

import CLinux
import Glibc

/// Strikes a system call, and what comes behind it as well.
extension TracedCopy {
    /// Nobody gives it more from here on.
    func exhaust(
        _ resource: ExhaustedResource, _ before: user_regs_struct
    ) throws(TracingError) -> InjectionProof {
        let number = stopped().number
        let taken = resource.taken(by: number, before)
        guard thrice_limit(number, resource.limit, taken) == 0 else {
            throw .cannotReach(what: resource.rawValue, process: number, error: errno)
        }
        let after = try pass()
        // Where the memory ends is told, no error.
        let isRefused =
            before.rax == Self.brk ? after.rax < before.rdi : Int64(bitPattern: after.rax) < 0
        return InjectionProof(
            place: "\(resource.rawValue) \(SystemCallNames.name(before.rax))",
            before: Self.bytes(taken), after: Self.bytes(after.rax), isComplete: isRefused)
    }

    /// It is told so until its end: see `lead`.
    func mislead(
        _ change: ClockChange, _ before: user_regs_struct
    ) throws(TracingError) -> InjectionProof {
        var clock = WrongClock(change)
        var after = try pass()
        try clock.tell(&after, to: stopped())
        wrongClock = clock
        let told = change.percent == 100 ? UInt64(bitPattern: change.offset) : change.percent
        // What it was told is another time in every run.
        return InjectionProof(
            place: SystemCallNames.name(before.rax), before: [], after: Self.bytes(told),
            isComplete: change.percent != 100 || clock.count > 0)
    }
}

import CLinux
import Glibc

extension TracedCopy {
    /// Strikes the system call that its next instruction makes.
    ///
    /// - Returns: nil where that is none.
    func apply(_ change: CallChange) throws(TracingError) -> InjectionProof? {
        let before = try stopped().registers()
        guard try stopped().memory(at: before.rip, count: 2) == [0x0F, 0x05] else { return nil }
        switch change {
        case .fail(let error): return try refuse(before, error)
        case .shorten(let bytes): return try shorten(before, to: bytes)
        case .flipResult(let mask):
            var after = try pass()
            return try tell(&after, result: after.rax ^ mask, of: before.rax)
        case .delay(let nanoseconds): return hold(nanoseconds, before.rax)
        case .exhaust(let resource): return try exhaust(resource, before)
        case .clock(let change): return try mislead(change, before)
        }
    }

    /// Strikes the call that has brought the demand, and that has returned.
    ///
    /// - Returns: nil where it is not known what there was before it.
    func applyToArrival(_ change: CallChange) throws(TracingError) -> InjectionProof? {
        guard let arrived = target.arrived else { return nil }
        var registers = try stopped().registers()
        switch change {
        case .fail(let error):
            try putBack(arrived, behind: 0)
            return try tell(&registers, result: Self.result(of: error), of: arrived.number)
        case .shorten(let bytes):
            try putBack(arrived, behind: Int(bytes))
            return try tell(&registers, result: bytes, of: arrived.number)
        case .flipResult(let mask):
            return try tell(&registers, result: registers.rax ^ mask, of: arrived.number)
        case .delay(let nanoseconds): return hold(nanoseconds, arrived.number)
        // It has asked for nothing more.
        case .exhaust, .clock: return nil
        }
    }

    /// What the call has not brought is still in the pipe.
    private func putBack(_ arrived: ArrivedDemand, behind bytes: Int) throws(TracingError) {
        try arrived.restore(behind: bytes, in: stopped())
        target.pipes.restore(
            unread: unread + arrived.byteCount - bytes, of: target.demand)
    }

    /// Without making the call.
    private func refuse(
        _ before: user_regs_struct, _ error: Int32
    ) throws(TracingError) -> InjectionProof {
        var after = before
        // It says no error, but where the memory ends.
        if before.rax == Self.brk {
            after.rdi = 0
            try stopped().set(after)
            after = try pass()
            after.rdi = before.rdi
            return try tell(&after, result: after.rax, of: before.rax)
        }
        after.rip += 2
        // As the processor leaves them.
        (after.rcx, after.r11) = (after.rip, after.eflags)
        return try tell(&after, result: Self.result(of: error), of: before.rax)
    }

    private func shorten(
        _ before: user_regs_struct, to bytes: UInt64
    ) throws(TracingError) -> InjectionProof {
        var asked = before
        let kept = try BytePieces(before.rax, before, in: stopped())
            .shorten(to: bytes, &asked, in: stopped())
        asked.orig_rax = .max
        try stopped().set(asked)
        var after = try pass()
        (after.rsi, after.rdx) = (before.rsi, before.rdx)
        if let kept { try stopped().write(kept.bytes, at: kept.place) }
        return try tell(&after, result: after.rax, of: before.rax, wanted: bytes)
    }

    /// Makes the call.
    ///
    /// - Returns: its registers afterwards.
    func pass() throws(TracingError) -> user_regs_struct {
        var registers = try stopped().registers()
        let stop = target.step(stopped(), &registers, room: 1) { _ in }
        // It did without a fault, and nothing but this call is another.
        guard stop == .afterCall else {
            throw .cannotReach(what: "call", process: stopped().number, error: EINTR)
        }
        return registers
    }

    private func tell(
        _ registers: inout user_regs_struct, result: UInt64, of call: UInt64,
        wanted: UInt64? = nil
    ) throws(TracingError) -> InjectionProof {
        let before = registers.rax
        registers.rax = result
        registers.orig_rax = .max
        try stopped().set(registers)
        let after = try stopped().registers()
        return InjectionProof(
            place: SystemCallNames.name(call), before: Self.bytes(before),
            after: Self.bytes(after.rax),
            isComplete: after.rax == wanted ?? result && after.rip == registers.rip)
    }

    private func hold(_ nanoseconds: UInt64, _ call: UInt64) -> InjectionProof {
        let end = UInt64(thrice_now()) &+ nanoseconds
        var left = nanoseconds < deadline ? nanoseconds : 0
        while left > 0 {
            _ = thrice_wait_either(-1, -1, left)
            left = end - min(end, UInt64(thrice_now()))
        }
        return InjectionProof(
            place: SystemCallNames.name(call), before: [], after: Self.bytes(nanoseconds),
            isComplete: true)
    }

    static let brk: UInt64 = 12

    private static func result(of error: Int32) -> UInt64 { UInt64(bitPattern: Int64(-error)) }

    static func bytes(_ number: UInt64) -> [UInt8] {
        withUnsafeBytes(of: number) { Array($0) }
    }
}

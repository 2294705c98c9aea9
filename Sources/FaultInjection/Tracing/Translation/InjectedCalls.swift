import CLinux
import Glibc

/// System calls that a stopped process makes because we want it.
struct InjectedCalls {
    private let process: Tracee
    private let registers: user_regs_struct
    private let place: UInt64

    /// - Parameters:
    ///   - registers: what they are, and are to be again at the end.
    ///   - place: of a `syscall` instruction.
    init(_ process: Tracee, _ registers: user_regs_struct, place: UInt64) {
        (self.process, self.registers, self.place) = (process, registers, place)
    }

    /// Memory without a file, exactly there, which copies of the process do not inherit.
    func map(_ range: Range<UInt64>, _ protection: Int32) -> Bool {
        let count = UInt64(range.count)
        let flags: Int32 = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | mapFixedNoReplace
        let place = make(
            mapNumber, range.lowerBound, count, UInt64(protection), UInt64(flags), .max)
        guard place == Int(range.lowerBound) else { return false }
        return make(adviseNumber, range.lowerBound, count, UInt64(MADV_DONTFORK), 0, 0) == 0
    }

    /// What `map` has been asked for; of what is not there nothing is removed.
    @discardableResult
    func unmap(_ range: Range<UInt64>) -> Bool {
        make(unmapNumber, range.lowerBound, UInt64(range.count), 0, 0, 0) == 0
    }

    /// Puts the registers back.
    func finish() -> Bool {
        var registers = registers
        return thrice_set_registers(process.number, &registers) == 0
    }

    private func make(
        _ number: Int, _ first: UInt64, _ second: UInt64, _ third: UInt64, _ fourth: UInt64,
        _ fifth: UInt64
    ) -> Int {
        var call = registers
        (call.rax, call.rip, call.orig_rax) = (UInt64(number), place, .max)
        (call.rdi, call.rsi, call.rdx, call.r10, call.r8, call.r9) =
            (first, second, third, fourth, fifth, 0)
        guard thrice_set_registers(process.number, &call) == 0,
            process.run(THRICE_RESUME_ONE) == .trapped,
            thrice_get_registers(process.number, &call) == 0
        else { return -1 }
        return Int(truncatingIfNeeded: call.rax)
    }
}

/// Of the calls mmap, munmap and madvise, x86-64.
private let (mapNumber, unmapNumber, adviseNumber) = (9, 11, 28)

/// Refuses to take a place that is in use (mmap(2), since Linux 4.17).
private let mapFixedNoReplace: Int32 = 0x100000

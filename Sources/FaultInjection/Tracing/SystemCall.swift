import CLinux
import Glibc

/// A system call as it stands in the registers at its entry and at its return.
struct SystemCall {
    private let registers: user_regs_struct

    init(_ registers: user_regs_struct) { self.registers = registers }

    /// Of the standard input: `read` or `readv`.
    var reads: Bool { [0, 19].contains(registers.orig_rax) && registers.rdi == 0 }

    /// To the standard output: `write` or `writev`.
    var writes: Bool { [1, 20].contains(registers.orig_rax) && registers.rdi == 1 }

    /// Where random bytes have gone, after the call.
    var random: Range<UInt64>? {
        guard registers.orig_rax == 318, result > 0 else { return nil }
        return registers.rdi..<registers.rdi + UInt64(result)
    }

    /// Whether code is the same afterwards. Of those that work on demands: they read, write, ask
    /// what a file is (fstat, newfstatat, a terminal's ioctl), for the time, for random bytes and
    /// for memory (`brk`).
    var keepsCode: Bool {
        [0, 1, 5, 8, 12, 16, 19, 20, 39, 96, 201, 228, 262, 318].contains(registers.orig_rax)
    }

    /// After the call.
    var result: Int64 { Int64(bitPattern: registers.rax) }
}

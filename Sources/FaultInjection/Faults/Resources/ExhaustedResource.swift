import CLinux
import Glibc
import Wiring

/// What a process can take of the machine, and what it has of it (setrlimit(2)).
package enum ExhaustedResource: String, CaseIterable, Sendable {
    /// Addresses: the next piece of memory is refused, a larger stack, too.
    case memory
    /// Whatever is open beyond what it has open.
    case descriptors
    /// The file that is written may not grow.
    case file

    var limit: Int32 {
        switch self {
        case .memory: Int32(RLIMIT_AS.rawValue)
        case .descriptors: Int32(RLIMIT_NOFILE.rawValue)
        case .file: Int32(RLIMIT_FSIZE.rawValue)
        }
    }

    /// Whether a call asks for more of it.
    func isWanted(by call: WindowCall) -> Bool {
        switch self {
        case .memory:
            // mmap, mremap, brk; the last one with 0 only asks where the memory ends.
            [9, 25].contains(call.place.number) || call.place.number == 12 && call.argument != 0
        case .descriptors:
            // open, pipe, dup, socket, accept, creat, openat, accept4, signalfd4, eventfd2,
            // epoll_create1, pipe2, memfd_create, openat2.
            [2, 22, 32, 41, 43, 85, 257, 288, 289, 290, 291, 293, 319, 437]
                .contains(call.place.number)
        case .file:
            // write, pwrite64, writev.
            call.place.stream == .files && [1, 18, 20].contains(call.place.number)
        }
    }

    /// How much a process has now, in the unit of its limit.
    ///
    /// - Parameter registers: before the call that asks for more.
    func taken(by process: pid_t, _ registers: user_regs_struct) -> UInt64 {
        switch self {
        case .memory:
            let pages = KernelFile.text("/proc/\(process)/statm").split(separator: " ").first
            return (pages.flatMap { UInt64($0) } ?? 0) * UInt64(getpagesize())
        case .descriptors:
            // The lowest number that is free: the next one would be that.
            var number: UInt64 = 0
            while !StreamNames.link(process, Int32(number)).isEmpty { number += 1 }
            return number
        case .file:
            if registers.rax == 18 { return registers.r10 }
            let text = KernelFile.text("/proc/\(process)/fdinfo/\(registers.rdi)")
            return text.split(whereSeparator: \.isWhitespace).dropFirst().first
                .flatMap { UInt64($0) } ?? 0
        }
    }
}

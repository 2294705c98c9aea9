import CLinux

/// Which memory of the program a system call reads and writes, besides registers.
struct SystemCallMemory {
    var reads: [Locations] = []
    var writes: [Locations] = []

    /// - Parameters:
    ///   - before: the registers at the call.
    ///   - result: what it returned; nil when it has not.
    ///   - word: eight bytes of the program's memory.
    /// - Returns: nil for a call that is not known.
    static func of(
        _ before: user_regs_struct, result: Int64?, word: (UInt64) throws(TracingError) -> UInt64
    ) throws(TracingError) -> SystemCallMemory? {
        var memory = SystemCallMemory()
        let number = before.rax
        let done = UInt64(max(0, result ?? 0))
        switch number {
        case 0:  // read
            memory.writes = [Locations(start: before.rsi, count: done)]
        case 1:  // write
            memory.reads = [Locations(start: before.rsi, count: before.rdx)]
        case 19, 20:  // readv, writev
            let pairs = min(before.rdx, 1024)
            memory.reads = [Locations(start: before.rsi, count: pairs * 16)]
            var left = done
            for pair in 0..<pairs {
                let start = try word(before.rsi + pair * 16)
                let count = try word(before.rsi + pair * 16 + 8)
                if number == 20 {
                    memory.reads.append(Locations(start: start, count: count))
                } else {
                    memory.writes.append(Locations(start: start, count: min(left, count)))
                    left -= min(left, count)
                }
            }
        case 5:  // fstat: as read, which is right whether it succeeds or not
            memory.reads = [Locations(start: before.rsi, count: 144)]
        case 262:  // newfstatat
            memory.reads = [
                Locations(start: before.rsi, count: 256),
                Locations(start: before.rdx, count: 144),
            ]
        case 16:  // ioctl of a terminal
            memory.reads = [Locations(start: before.rdx, count: 64)]
        case 318:  // getrandom
            memory.writes = [Locations(start: before.rdi, count: done)]
        case 228:  // clock_gettime
            memory.reads = [Locations(start: before.rsi, count: 16)]
        // brk, lseek, getpid, gettid, getuid
        case 12, 8, 39, 186, 102: break
        // mmap, anywhere
        case 9 where before.r10 & 0x10 == 0: break
        default: return nil
        }
        return memory
    }
}

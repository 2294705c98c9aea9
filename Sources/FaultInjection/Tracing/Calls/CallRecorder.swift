import CLinux

/// Notes the system calls of a window while somebody else steps through it.
struct CallRecorder {
    private(set) var calls: [WindowCall] = []
    private let process: Tracee
    private let streams: StreamNames
    private var ordinals: [CallPlace: Int] = [:]

    /// read, pread64, readv, recvfrom, recvmsg.
    private static let reads: Set<UInt64> = [0, 17, 19, 45, 47]
    /// write, pwrite64, writev, sendto, sendmsg.
    private static let writes: Set<UInt64> = [1, 18, 20, 44, 46]

    init(_ process: Tracee, _ streams: StreamNames, after arrived: ArrivedDemand?) {
        (self.process, self.streams) = (process, streams)
        guard let arrived else { return }
        note(arrived.number, 0, Int64(arrived.byteCount), step: nil)
    }

    /// - Parameters:
    ///   - registers: at its return.
    ///   - step: of its instruction.
    mutating func note(_ registers: user_regs_struct, step: Int) {
        note(
            registers.orig_rax, registers.rdi, Int64(bitPattern: registers.rax),
            step: UInt64(step))
    }

    private mutating func note(
        _ number: UInt64, _ argument: UInt64, _ result: Int64, step: UInt64?
    ) {
        var place = CallPlace(number: number, stream: stream(number, argument), ordinal: 0)
        let ordinal = ordinals[place, default: 0] + 1
        ordinals[place] = ordinal
        place.ordinal = ordinal
        calls.append(WindowCall(place, step: step, argument: argument, result: result))
    }

    private func stream(_ number: UInt64, _ argument: UInt64) -> Transfer.Stream? {
        let isWrite = Self.writes.contains(number)
        guard isWrite || Self.reads.contains(number) else { return nil }
        let link = StreamNames.link(process.number, Int32(truncatingIfNeeded: argument))
        return streams.stream(link, isWrite: isWrite)
    }
}

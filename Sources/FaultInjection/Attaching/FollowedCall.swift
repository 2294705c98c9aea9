import CLinux

/// A system call of a process that is followed.
struct FollowedCall {
    let number: UInt64
    let stream: Transfer.Stream?
    let isWrite: Bool
    var ordinal = 0
    /// Where the bytes are and how many, where it moves any; of several pieces the first.
    let buffer: UInt64
    let count: UInt64
    /// Where the count stands if not in a register.
    let countPlace: UInt64?
    /// Milliseconds that it waits at most; nil where it is not known, negative: for ever.
    let timeout: Int32?
    /// At its return: bytes, or a negative error.
    var result: Int64 = 0

    private static let reads: Set<UInt64> = [0, 17, 45]
    private static let writes: Set<UInt64> = [1, 18, 44]
    private static let messages: (write: UInt64, read: UInt64) = (46, 47)
    private static let waits: Set<UInt64> = [7, 23, 232, 270, 271, 281, 441]
    private static let poll: UInt64 = 7
    /// A wait that was interrupted goes on under this number.
    private static let restart: UInt64 = 219

    /// - Parameter registers: at its entry.
    init(_ registers: user_regs_struct, in process: Tracee, _ streams: StreamNames) {
        let number = registers.orig_rax
        self.number = number == Self.restart ? Self.poll : number
        timeout = self.number == Self.poll ? Int32(truncatingIfNeeded: registers.rdx) : nil
        let isMessage = number == Self.messages.write || number == Self.messages.read
        let isWrite = Self.writes.contains(number) || number == Self.messages.write
        self.isWrite = isWrite
        guard isMessage || isWrite || Self.reads.contains(number) else {
            (stream, buffer, count, countPlace) = (nil, 0, 0, nil)
            return
        }
        let link = StreamNames.link(process.number, Int32(truncatingIfNeeded: registers.rdi))
        stream = streams.stream(link, isWrite: isWrite)
        guard isMessage else {
            (buffer, count, countPlace) = (registers.rsi, registers.rdx, nil)
            return
        }
        let list = process.word(at: registers.rsi + 16)
        buffer = process.word(at: list)
        count = process.word(at: list + 8)
        countPlace = list + 8
    }

    /// For something of several that may happen.
    var isWait: Bool { Self.waits.contains(number) }

    var place: CallPlace { CallPlace(number: number, stream: stream, ordinal: ordinal) }

    func isCall(of transfer: Transfer) -> Bool {
        stream == transfer.stream && isWrite == transfer.isWrite && ordinal == transfer.ordinal
    }
}

extension Tracee {
    /// 0 where nothing can be read.
    func word(at address: UInt64) -> UInt64 {
        guard let bytes = try? memory(at: address, count: 8) else { return 0 }
        return bytes.withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) }
    }
}

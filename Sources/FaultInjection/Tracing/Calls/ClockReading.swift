import CLinux

/// What a system call has told of the time: where that stands.
struct ClockReading {
    let source: ClockSource
    /// Of seconds, and the fraction behind them, where there is one; 0: nowhere but in the result.
    private let place: UInt64
    /// In a second; 1 where seconds are all that is told.
    private let unitsPerSecond: UInt64
    private let isResult: Bool

    /// - Parameter registers: at the return.
    /// - Returns: nil where nothing was told.
    init?(_ registers: user_regs_struct) {
        let result = Int64(bitPattern: registers.rax)
        guard result >= 0 else { return nil }
        guard
            let source = ClockSource(call: registers.orig_rax, argument: registers.rdi)
        else { return nil }
        self.source = source
        (unitsPerSecond, isResult) = (source.unitsPerSecond, source.call == ClockSource.time)
        place = source.call == ClockSource.clockGettime ? registers.rsi : registers.rdi
        if place == 0 && !isResult { return nil }
    }

    /// In nanoseconds.
    func value(_ registers: user_regs_struct, in process: Tracee) throws(TracingError) -> Int64 {
        if isResult { return Int64(bitPattern: registers.rax) &* 1_000_000_000 }
        let words = try process.memory(at: place, count: 16).withUnsafeBytes {
            ($0.loadUnaligned(as: Int64.self), $0.loadUnaligned(fromByteOffset: 8, as: Int64.self))
        }
        return words.0 &* 1_000_000_000 &+ words.1 &* Int64(1_000_000_000 / unitsPerSecond)
    }

    /// - Parameter value: nanoseconds, at least 0.
    func set(
        _ value: Int64, _ registers: inout user_regs_struct, in process: Tracee
    ) throws(TracingError) {
        let (seconds, rest) = value.quotientAndRemainder(dividingBy: 1_000_000_000)
        var words = [seconds]
        if !isResult { words.append(rest / Int64(1_000_000_000 / unitsPerSecond)) }
        if place != 0 {
            try process.write(words.withUnsafeBytes { Array($0) }, at: place)
        }
        if isResult { registers.rax = UInt64(bitPattern: seconds) }
        registers.orig_rax = .max
        try process.set(registers)
    }
}

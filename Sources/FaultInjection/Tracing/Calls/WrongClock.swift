import CLinux

/// What a copy is told of the time while one of its clocks is wrong.
struct WrongClock {
    private let change: ClockChange
    private var first: [ClockSource: Int64] = [:]
    /// Readings that were not told as they were.
    private(set) var count = 0

    init(_ change: ClockChange) { self.change = change }

    /// - Parameter registers: at the return of any call.
    mutating func tell(
        _ registers: inout user_regs_struct, to process: Tracee
    ) throws(TracingError) {
        guard let reading = ClockReading(registers), change.kinds.contains(reading.source.kind)
        else {
            return
        }
        let value = try reading.value(registers, in: process)
        let first = self.first[reading.source] ?? value
        self.first[reading.source] = first
        let told = change.told(value, since: first)
        if told == value { return }
        count += 1
        try reading.set(told, &registers, in: process)
    }
}

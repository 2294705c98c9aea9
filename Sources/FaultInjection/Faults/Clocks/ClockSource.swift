/// A way to ask a clock: each tells the time as finely as it can, and so none as the others do.
struct ClockSource: Hashable {
    static let clockGettime: UInt64 = 228
    static let gettimeofday: UInt64 = 96
    static let time: UInt64 = 201

    /// Its number in the kernel's table.
    let call: UInt64
    /// As the kernel numbers them; 0 but for `clock_gettime`.
    private let clock: UInt64

    /// - Parameter argument: its first.
    /// - Returns: nil for any other call.
    init?(call: UInt64, argument: UInt64) {
        guard [Self.clockGettime, Self.gettimeofday, Self.time].contains(call) else { return nil }
        (self.call, clock) = (call, call == Self.clockGettime ? argument : 0)
    }

    var kind: ClockKind { ClockKind(clock: clock) }

    var unitsPerSecond: UInt64 {
        switch call {
        case Self.clockGettime: 1_000_000_000
        case Self.gettimeofday: 1_000_000
        default: 1
        }
    }
}

extension WindowCall {
    /// Nil: it asks no clock.
    var clockSource: ClockSource? { ClockSource(call: place.number, argument: argument) }

    package var clock: ClockKind? { clockSource?.kind }
}

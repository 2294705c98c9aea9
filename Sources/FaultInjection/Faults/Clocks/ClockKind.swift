/// What a clock counts (clock_gettime(2)).
package enum ClockKind: String, CaseIterable, Sendable {
    /// The time of day, coarse and atomic time included.
    case realtime
    /// What never goes back; with the time that the machine slept, too.
    case monotonic
    /// What the process has used of the processor.
    case processor

    /// - Parameter clock: as the kernel numbers them.
    init(clock: UInt64) {
        switch Int32(truncatingIfNeeded: clock) {
        case 0, 5, 8, 11: self = .realtime
        case 1, 4, 6, 7, 9: self = .monotonic
        default: self = .processor
        }
    }
}

/// When a journal's writer does what; nanoseconds and bytes.
package struct WriterTiming: Sendable {
    /// How long after a failure for want of room the same is tried again.
    package var againNanoseconds: UInt64 = 100_000_000
    /// With `buffered`: how long something written may wait for its sync, and how much of it.
    package var syncNanoseconds: UInt64 = 1_000_000_000
    package var unsyncedBytes = 16 << 20
    /// A batch takes no further record from here on.
    package var batchBytes = 1 << 20

    package init() {}
}

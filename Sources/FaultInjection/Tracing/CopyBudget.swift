/// What a copy may use from its release on.
package struct CopyBudget: Equatable, Sendable {
    /// Of its processor; who uses more is busy for ever.
    package var cpuNanosecondsMax: UInt64
    /// Of the clock on the wall; who sleeps then is blocked. Who waits for input is found earlier:
    /// there will be none.
    package var wallNanosecondsMax: UInt64
    /// Without the line feed.
    package var answerBytesMax = 64 << 10
    /// Of what stands behind the answer.
    package var extraBytesMax = 4 << 10

    package init(
        cpuNanosecondsMax: UInt64 = 100_000_000, wallNanosecondsMax: UInt64 = 1_000_000_000
    ) {
        self.cpuNanosecondsMax = cpuNanosecondsMax
        self.wallNanosecondsMax = wallNanosecondsMax
    }
}

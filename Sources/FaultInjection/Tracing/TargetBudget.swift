/// What a target may use for one demand while no fault is in it.
///
/// Nobody is measured by this: whoever goes beyond cannot be traced.
package struct TargetBudget: Equatable, Sendable {
    /// Of its processor, while it is not single-stepped.
    package var cpuNanosecondsMax: UInt64 = 10_000_000_000
    /// Of the clock on the wall; while it is single-stepped, for every few thousand instructions.
    package var wallNanosecondsMax: UInt64 = 20_000_000_000
    /// Without the line feed; at most a mebibyte, which is what a pipe holds.
    package var answerBytesMax = 64 << 10

    package init() {}
}

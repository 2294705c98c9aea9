/// How eagerly lost replicas are started anew; all times in nanoseconds.
package struct RestartPolicy: Equatable, Sendable, Codable {
    package var isEnabled = true
    /// The first loss is mended at once; the second waits this long, and each further one twice
    /// as long as the one before.
    package var delayNanoseconds: UInt64 = 10_000_000
    package var delayNanosecondsMax: UInt64 = 5_000_000_000
    /// A process that lived this long makes the losses before it forgotten.
    package var healthyNanoseconds: UInt64 = 2_000_000_000

    package init() {}
}

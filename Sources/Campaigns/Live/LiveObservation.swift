import FaultInjection

/// What the consumer saw of one run, and what the run says of itself.
package struct LiveObservation: Sendable {
    package struct Line: Equatable, Sendable {
        package var bytes: [UInt8]
        /// Nanoseconds of the monotonic clock.
        package var at: UInt64

        package init(bytes: [UInt8], at: UInt64) { (self.bytes, self.at) = (bytes, at) }
    }

    /// By demand, from the first: what came while it was the last one given.
    package var lines: [[Line]] = []
    /// What came when all was answered, and at the end.
    package var last: [Line] = []
    /// By demand, from the first.
    package var givenAt: [UInt64] = []
    /// When the consumer's stream ended, where it did before the demands.
    package var cutAt: UInt64?
    /// It had to be ended.
    package var isHung = false
    package var guardian: ProcessEnd?
    package var gate: ProcessEnd?
    /// The process that was struck is not there any more, before the end was asked for.
    package var isComponentGone = false
    /// Its guardian ended it, for it had shown no sign of life.
    package var isComponentLifeless = false
    /// What run and gate tell of what was wrong.
    package var troubles: [String] = []
    package var injectedAt: UInt64?

    package init() {}

    package var isLogged: Bool { !troubles.isEmpty }
}

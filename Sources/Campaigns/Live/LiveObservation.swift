import FaultInjection

/// What the consumer saw of one run, and what the run says of itself.
struct LiveObservation: Sendable {
    struct Line: Equatable, Sendable {
        var bytes: [UInt8]
        /// Nanoseconds of the monotonic clock.
        var at: UInt64
    }

    /// By demand, from the first: what came while it was the last one given.
    var lines: [[Line]] = []
    /// What came when all was answered, and at the end.
    var last: [Line] = []
    /// By demand, from the first.
    var givenAt: [UInt64] = []
    /// The consumer's stream ended before the demands did.
    var isCut = false
    /// It had to be ended.
    var isHung = false
    var guardian: ProcessEnd?
    var gate: ProcessEnd?
    /// The process that was struck is not there any more, before the end was asked for.
    var isComponentGone = false
    /// What run and gate tell of what was wrong.
    var troubles: [String] = []
    var injectedAt: UInt64?

    var isLogged: Bool { !troubles.isEmpty }
}

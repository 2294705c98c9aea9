/// What a gate must know beforehand.
package struct GateSettings: Sendable {
    /// Nanoseconds, at least 1: the longest time between two records.
    package var cycle: UInt64
    /// The consumer's own restrictive answer; the only one this gate gives.
    package var restrictive: [UInt8]
    /// Good records in sequence, at least 1, after which a latched gate opens again; nil: never.
    package var releaseAfter: UInt64?
    package var answerBytesMax: Int

    package init(
        cycle: UInt64, restrictive: [UInt8], releaseAfter: UInt64? = nil,
        answerBytesMax: Int = 65_536
    ) {
        precondition(cycle >= 1, "cycle \(cycle)")
        precondition(releaseAfter != 0, "release after 0 records")
        self.cycle = cycle
        self.restrictive = restrictive
        self.releaseAfter = releaseAfter
        self.answerBytesMax = answerBytesMax
    }
}

/// What the consumer knows of the demand that the next record must be for.
package enum ExpectedDemand: Equatable, Sendable {
    /// The consumer keeps no copy of its demands.
    case unknown
    case digest(UInt64)
    /// All demands are answered: only an end record may come.
    case end
}

/// What goes to the consumer now, and why.
package struct GateAnswer: Equatable, Sendable {
    package var cause: GateCause
    /// Where the answer lies in the line just received; nil: the restrictive answer.
    package var passed: Range<Int>?

    package init(cause: GateCause, passed: Range<Int>? = nil) {
        self.cause = cause
        self.passed = passed
    }
}

/// What a gate has seen since it was made.
package struct GateCounts: Sendable {
    /// Lines received, good or not.
    package var records: UInt64 = 0
    /// How often the gate opened again after a fault.
    package var releases: UInt64 = 0
    /// Verdicts of kind restrictive whose answer is not this gate's restrictive answer.
    package var differingRestrictive: UInt64 = 0
    private var numbers: [GateCause: UInt64] = [:]

    package subscript(cause: GateCause) -> UInt64 {
        get { numbers[cause, default: 0] }
        set { numbers[cause] = newValue }
    }

    package var faults: UInt64 {
        GateCause.allCases.reduce(0) { $0 + ($1.isFault ? self[$1] : 0) }
    }
}

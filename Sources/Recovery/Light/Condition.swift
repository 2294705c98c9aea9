/// How an ensemble is, in numbers of replicas.
package struct Condition: Equatable, Sendable {
    package var needed: Int
    /// Those whose ballots count.
    package var counting: Int
    /// Those of them that gave no reason for suspicion since their last clean stretch.
    package var reliable: Int
    /// Everybody is on the lowest rung and counts, or is away to be rejuvenated.
    package var areAllHealthy: Bool

    package init(needed: Int, counting: Int, reliable: Int, areAllHealthy: Bool) {
        self.needed = needed
        self.counting = counting
        self.reliable = reliable
        self.areAllHealthy = areAllHealthy
    }

    /// How many reliable ones may still fail before there is no quorum; negative: there is none.
    package var margin: Int { reliable - needed }

    /// - Parameter isMachineBlamed: slowness is the host's at the moment.
    package func colour(isMachineBlamed: Bool) -> LightColour {
        if margin < 0 { return .red }
        return areAllHealthy && !isMachineBlamed ? .green : .yellow
    }
}

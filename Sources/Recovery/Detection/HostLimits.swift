/// From where on the machine's own evidence says that it thrashes.
///
/// The pressure is high because three busy replicas and a voter on two processors wait for each
/// other for most of the time though nothing is wrong.
package struct HostLimits: Equatable, Sendable, Codable {
    package var pressure = 0.95
    package var stolen = 0.2
    package var majorFaults = 1_000.0
    package var oversleptNanoseconds: UInt64 = 100_000_000

    package init() {}

    /// - Parameter replicas: those that run; all of them stopped is the host's doing, too.
    package func areExceeded(by evidence: HostEvidence, replicas: Int) -> Bool {
        evidence.pressure >= pressure || evidence.stolen >= stolen
            || evidence.majorFaults >= majorFaults
            || evidence.oversleptNanoseconds >= oversleptNanoseconds
            || (replicas > 1 && evidence.stoppedReplicas >= replicas)
    }
}

import Voting

/// One demand with what all replicas said to it when nothing was wrong.
package struct GoldenDemand: Sendable {
    /// From 1, among all that are given; 0 before the first.
    package var number: UInt64 = 0
    package var bytes: [UInt8] = []
    /// With feedback what went out before.
    package var previous: [UInt8] = []
    /// One a replica, without line feeds.
    package var answers: [[UInt8]] = []
    /// What went out.
    package var verdict: [UInt8] = []

    package init() {}

    func asked<Result>(_ body: (AskedDemand) -> Result) -> Result {
        bytes.withUnsafeBytes { bytes in
            previous.withUnsafeBytes { previous in
                body(AskedDemand(number: number, bytes: bytes, previous: previous))
            }
        }
    }
}

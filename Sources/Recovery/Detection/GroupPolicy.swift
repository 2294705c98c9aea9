/// When slowness is put down to the machine; times in nanoseconds.
package struct GroupPolicy: Equatable, Sendable, Codable {
    package var limits = HostLimits()
    /// Signs of slowness this far apart are of the same time; at least two of the longest
    /// deadlines.
    package var coincidenceNanoseconds: UInt64 = 3_000_000_000
    /// What the machine says about itself holds for so long.
    package var evidenceNanoseconds: UInt64 = 3_000_000_000
    /// How long at a stretch it may explain the slowness of some while others are in time. That
    /// all are slow explains itself for as long as it lasts.
    package var patienceNanoseconds: UInt64 = 60_000_000_000
    /// Deadlines while the machine is blamed.
    package var deadlinePercent = 300

    package init() {}

    package var flaw: String? {
        if coincidenceNanoseconds < 1 { return "nothing ever coincides" }
        return deadlinePercent < 100 ? "a slow machine makes deadlines shorter" : nil
    }
}

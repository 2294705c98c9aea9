import Recovery

/// Makes evidence about the machine of what the kernel counts, once a second.
package struct HostProbe: Sendable {
    private static let everyNanoseconds: UInt64 = 1_000_000_000

    private var last: (counters: HostCounters, at: UInt64)
    private var overslept: UInt64 = 0

    package init(_ counters: HostCounters, at now: UInt64) { last = (counters, now) }

    /// The observer wanted to be woken at one instant and was at the other.
    package mutating func woken(_ now: UInt64, insteadOf wanted: UInt64) {
        if now > wanted { overslept = max(overslept, now - wanted) }
    }

    package func isDue(at now: UInt64) -> Bool {
        now >= last.at && now - last.at >= Self.everyNanoseconds
    }

    /// What has happened since the last evidence.
    package mutating func evidence(
        _ counters: HostCounters, stoppedReplicas: Int, at now: UInt64
    ) -> HostEvidence {
        let seconds = Double(max(1, now - min(now, last.at))) / 1e9
        let ticks = max(1, Double(counters.ticks &- last.counters.ticks))
        // A counter that went back, as after a move to another machine, says nothing.
        let stolen = Int64(bitPattern: counters.stolenTicks &- last.counters.stolenTicks)
        let faults = Int64(bitPattern: counters.majorFaults &- last.counters.majorFaults)
        defer {
            last = (counters, now)
            overslept = 0
        }
        return HostEvidence(
            pressure: counters.pressure, stolen: min(1, Double(max(0, stolen)) / ticks),
            majorFaults: Double(max(0, faults)) / seconds, oversleptNanoseconds: overslept,
            stoppedReplicas: stoppedReplicas)
    }
}

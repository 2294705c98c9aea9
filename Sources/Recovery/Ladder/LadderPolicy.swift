/// How eagerly lost replicas are started anew, and when that is no longer enough.
///
/// All times in nanoseconds. As it stands, a lost replica is started anew for ever, ever later:
/// nothing is rebuilt, replaced or damped, and only what the voter gives up is restarted.
package struct LadderPolicy: Equatable, Sendable, Codable {
    package var isEnabled = true
    /// The first loss is mended at once; the second waits this long, and each further one twice
    /// as long as the one before.
    package var delayNanoseconds: UInt64 = 10_000_000
    package var delayNanosecondsMax: UInt64 = 5_000_000_000
    /// A process that lived this long makes the delays start again from the shortest.
    package var healthyNanoseconds: UInt64 = 2_000_000_000

    /// How many losses of one build a restart mends within `restartWindowNanoseconds`; the next
    /// one takes the seat a rung higher. Losses for slowness are counted apart. Nil: all of them.
    package var restartsMax: Int?
    /// Of the time that the build has run; waiting for a restart does not make it any better.
    package var restartWindowNanoseconds: UInt64 = 60_000_000_000
    /// So many losses of one build on the same demand, among its latest sixteen on any, and that
    /// build is retired.
    package var sameDemandMax = 2
    /// Fresh builds of one seat within `rebuildWindowNanoseconds`; 0 where none can be generated.
    package var rebuildsMax = 0
    package var rebuildWindowNanoseconds: UInt64 = 3_600_000_000_000
    /// A restart budget for all replicas together; nil: each has only its own delays.
    package var storm: StormPolicy?

    /// Faulty ballots without a clean stretch between them after which a replica is watched.
    package var watchFaults = 1
    /// The same, after which it is withdrawn and started anew, if a quorum is left without it.
    /// Nil: never; only the voter gives replicas up.
    package var restartFaults: Int?
    /// A clean stretch is so many good answers in a row…
    package var cleanAnswers = 100
    /// …over at least so long.
    package var cleanNanoseconds: UInt64 = 10_000_000_000
    /// How long a climb for slowness alone waits for what shows that all were slow; at least two
    /// of the longest deadlines.
    package var coincidenceNanoseconds: UInt64 = 3_000_000_000

    package init() {}

    /// For an ensemble that asked for the ladder.
    ///
    /// - Parameter rebuilds: fresh builds of a seat an hour; 0 where nothing is generated.
    package static func climbing(rebuilds: Int) -> LadderPolicy {
        var policy = LadderPolicy()
        policy.restartsMax = 5
        policy.rebuildsMax = rebuilds
        policy.storm = StormPolicy()
        policy.restartFaults = 10
        return policy
    }

    /// What makes the policy senseless, or nil.
    package var flaw: String? {
        if let restartsMax, restartsMax < 0 { return "a negative number of restarts" }
        if sameDemandMax < 1 { return "a replica is retired before it has failed" }
        if rebuildsMax < 0 { return "a negative number of rebuilds" }
        if watchFaults < 1 { return "a replica is watched before it has failed" }
        if let restartFaults, restartFaults < watchFaults {
            return "a replica is withdrawn before it is watched"
        }
        if delayNanosecondsMax < delayNanoseconds { return "the longest delay is not the longest" }
        if let storm, storm.restarts < 1 || storm.everyNanoseconds < 1 {
            return "a budget that never allows a restart"
        }
        return nil
    }
}

import Recovery

/// Leaves no reserve when it is a replica's turn.
final class ReservelessKeeper: Keeper {
    override class func policy(_ scenario: DayScenario) -> CaretakerPolicy {
        var policy = scenario.policy
        policy.rejuvenation?.reserve = 0
        return policy
    }
}

/// Takes one replica fewer for a quorum.
final class RecklessKeeper: Keeper {
    override class func needed(_ scenario: DayScenario) -> Int { scenario.needed - 1 }
}

/// Has no budget for all replicas together.
final class StormyKeeper: Keeper {
    override class func policy(_ scenario: DayScenario) -> CaretakerPolicy {
        var policy = scenario.policy
        policy.ladder.storm = nil
        return policy
    }
}

/// Does not say which demand a replica failed on.
final class ForgetfulKeeper: Keeper {
    override func lost(
        _ replica: Int, _ cause: LossCause, holding demand: UInt64?, at now: UInt64
    ) -> [Order] {
        super.lost(replica, cause, holding: nil, at: now)
    }
}

/// Shows a better light at once.
final class HastyLightKeeper: Keeper {
    override class func policy(_ scenario: DayScenario) -> CaretakerPolicy {
        var policy = scenario.policy
        policy.light?.holdNanoseconds = 0
        return policy
    }
}

/// Shows a better light as often as there is one.
final class FlickeringKeeper: Keeper {
    override class func policy(_ scenario: DayScenario) -> CaretakerPolicy {
        var policy = scenario.policy
        policy.light?.improvementsPerHour = 10_000
        return policy
    }
}

/// Looks at each replica alone.
final class LonelyKeeper: Keeper {
    override class func policy(_ scenario: DayScenario) -> CaretakerPolicy {
        var policy = scenario.policy
        policy.group = nil
        return policy
    }
}

/// Takes slowness for a crash.
final class CoarseKeeper: Keeper {
    override func lost(
        _ replica: Int, _ cause: LossCause, holding demand: UInt64?, at now: UInt64
    ) -> [Order] {
        super.lost(replica, cause == .silent ? .crashed : cause, holding: demand, at: now)
    }
}

/// Wakes at whole seconds only.
final class TardyKeeper: Keeper {
    override var nextInstant: UInt64? {
        super.nextInstant.map { ($0 / DayScenario.second + 1) * DayScenario.second }
    }
}

/// Wakes for the light alone.
final class OversleepingKeeper: Keeper {
    override var nextInstant: UInt64? {
        super.nextInstant.flatMap { $0 == core.ladder.nextInstant ? nil : $0 }
    }
}

/// Counts a spare that is not there.
final class GreedyKeeper: Keeper {
    required init(scenario: DayScenario) {
        super.init(scenario: scenario)
        core.gainedSpare()
    }
}

/// Restarts without end.
final class EternalKeeper: Keeper {
    override class func policy(_ scenario: DayScenario) -> CaretakerPolicy {
        var policy = scenario.policy
        policy.ladder.restartsMax = nil
        return policy
    }
}

/// Restarts once more than it may.
final class LavishKeeper: Keeper {
    override class func policy(_ scenario: DayScenario) -> CaretakerPolicy {
        var policy = scenario.policy
        policy.ladder.restartsMax = policy.ladder.restartsMax.map { $0 + 1 }
        return policy
    }
}

/// Starts whom it ejected.
final class RevivingKeeper: Keeper {
    override func lost(
        _ replica: Int, _ cause: LossCause, holding demand: UInt64?, at now: UInt64
    ) -> [Order] {
        let orders = super.lost(replica, cause, holding: demand, at: now)
        return orders + orders.filter { $0.directive == .eject }.map { Order($0.replica, .start) }
    }
}

/// Makes the turns come twice as often.
final class EagerKeeper: Keeper {
    override class func policy(_ scenario: DayScenario) -> CaretakerPolicy {
        var policy = scenario.policy
        policy.rejuvenation?.everyNanoseconds /= 2
        return policy
    }
}

/// Multiplies what the light and the host ask for.
final class StretchingKeeper: Keeper {
    override var deadlinePercent: Int { super.deadlinePercent * super.deadlinePercent / 100 }
}

/// Takes whatever a newcomer says for good.
final class CredulousKeeper: Keeper {
    override func tried(
        _ replica: Int, _ closing: Closing, _ count: Int, at now: UInt64
    ) -> [Order] {
        super.tried(replica, .inTime, count, at: now)
    }
}

/// Does not say that a newcomer was lost.
final class LenientKeeper: Keeper {
    override func lost(
        _ replica: Int, _ cause: LossCause, holding demand: UInt64?, at now: UInt64
    ) -> [Order] {
        super.lost(replica, cause, holding: demand, at: now)
            .filter { $0.directive != .exchange(.former) }
    }
}

/// Counts a newcomer before it has caught up.
final class PrematureKeeper: Keeper {
    override func started(_ replica: Int, isCatchingUp: Bool, at now: UInt64) -> [Order] {
        super.started(replica, isCatchingUp: false, at: now)
    }
}

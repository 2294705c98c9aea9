import Recovery

/// The real `Caretaker` as the day's shell drives it; broken twins override what they break.
class Keeper {
    var core: Caretaker

    required init(scenario: DayScenario) {
        core = Caretaker(
            replicas: scenario.replicas, needed: Self.needed(scenario), spares: scenario.spares,
            policy: Self.policy(scenario), at: 0)
    }

    class func policy(_ scenario: DayScenario) -> CaretakerPolicy { scenario.policy }
    class func needed(_ scenario: DayScenario) -> Int { scenario.needed }

    var nextInstant: UInt64? { core.nextInstant }
    var light: LightColour { core.light ?? .green }
    var deadlinePercent: Int { core.deadlinePercent }

    func started(_ replica: Int, isCatchingUp: Bool, at now: UInt64) -> [Order] {
        core.started(replica, isCatchingUp: isCatchingUp, at: now)
    }

    func caughtUp(_ replica: Int, at now: UInt64) -> [Order] { core.caughtUp(replica, at: now) }

    func answered(_ replica: Int, _ closing: Closing, _ count: Int, at now: UInt64) -> [Order] {
        core.answered(replica, closing, count: count, at: now)
    }

    func lost(
        _ replica: Int, _ cause: LossCause, holding demand: UInt64?, at now: UInt64
    ) -> [Order] {
        core.lost(replica, cause, holding: demand, at: now)
    }

    var isSwapping: Bool { core.isSwapping }

    func swap(_ terms: SwapTerms, at now: UInt64) -> [Order] { core.swap(terms, at: now) }

    func tried(_ replica: Int, _ closing: Closing, _ count: Int, at now: UInt64) -> [Order] {
        core.tried(replica, closing, count: count, at: now)
    }

    func tried(demands: UInt64, at now: UInt64) -> [Order] {
        core.tried(demands: demands, at: now)
    }

    func saw(_ evidence: HostEvidence, at now: UInt64) -> [Order] { core.saw(evidence, at: now) }

    func elapsed(at now: UInt64) -> [Order] { core.elapsed(at: now) }
}

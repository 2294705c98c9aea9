/// Ladder, group view, status light and rejuvenation together, as one shell drives them.
///
/// Every event returns what is to be done now; `nextInstant` says when `elapsed` is to be called
/// if nothing happens before. Pure, as its parts are; it allocates only for what it returns.
package struct Caretaker: Sendable {
    private let policy: CaretakerPolicy
    package internal(set) var ladder: Ladder
    var swap: Swap?
    private var group: GroupView?
    /// Shadows, which are behind these, are no witnesses of anybody's slowness.
    private let voting: Int
    private var statusLight: StatusLight?
    private var rejuvenation: Rejuvenation?
    /// The light begins red, and says nothing before it has been better.
    private var hasBeenWell = false

    /// - Parameter buildable: the seats that another build can be made for; nil: all.
    package init(
        replicas: Int, shadows: Int = 0, needed: Int, spares: Int = 0,
        buildable: Range<Int>? = nil, policy: CaretakerPolicy, at now: UInt64
    ) {
        self.policy = policy
        ladder = Ladder(
            replicas: replicas, needed: needed, spares: spares, policy: policy.ladder)
        ladder.shadows = shadows
        ladder.buildable = buildable.map(Set.init)
        voting = replicas - shadows
        group = policy.group.map { GroupView(replicas: replicas - shadows, policy: $0) }
        statusLight = policy.light.map { StatusLight(policy: $0) }
        rejuvenation = policy.rejuvenation.map { Rejuvenation(policy: $0, at: now) }
    }

    /// Nil when there is none.
    package var light: LightColour? { statusLight?.colour }

    /// What the deadlines are to be multiplied by, in percent: the longer of what the light and a
    /// slow machine ask for; of the light only once it has been better than red.
    package var deadlinePercent: Int {
        let byLight = hasBeenWell ? light.flatMap { policy.light?.percent($0) } ?? 100 : 100
        let byHost = ladder.blamesMachine ? policy.group?.deadlinePercent ?? 100 : 100
        return min(policy.deadlinePercentMax, max(byLight, byHost))
    }

    package mutating func started(
        _ replica: Int, isCatchingUp: Bool = false, at now: UInt64
    ) -> [Order] {
        ladder.started(replica, isCatchingUp: isCatchingUp, at: now)
        if replica < voting { group?.started(replica, at: now) }
        return considered(at: now)
    }

    package mutating func caughtUp(_ replica: Int, at now: UInt64) -> [Order] {
        ladder.caughtUp(replica)
        return considered(at: now)
    }

    /// A withdrawal that was ordered does not come about.
    package mutating func stays(_ replica: Int, at now: UInt64) -> [Order] {
        ladder.stays(replica)
        return stayed(replica, at: now) + considered(at: now)
    }

    package mutating func gainedSpare() { ladder.gainedSpare() }

    /// See `Ladder.answered`.
    package mutating func answered(
        _ replica: Int, _ closing: Closing, count: Int = 1, at now: UInt64
    ) -> [Order] {
        if closing.isAboutTime && replica < voting {
            group?.wasSlow(replica, at: now)
        } else if closing == .inTime && replica < voting {
            group?.wasInTime(replica, at: now)
        }
        let forgiven = askGroup(at: now)
        let directive = ladder.answered(replica, closing, count: count, at: now)
        // The rule is that all is as before; time alone is `elapsed`'s affair.
        if closing == .inTime && directive == nil && forgiven.isEmpty { return [] }
        return forgiven + order(replica, directive) + considered(at: now)
    }

    /// See `Ladder.suspected`.
    package mutating func suspected(_ replica: Int, at now: UInt64) -> [Order] {
        if replica < voting { group?.wasSlow(replica, at: now) }
        let forgiven = askGroup(at: now)
        let directive = ladder.suspected(replica, at: now)
        return forgiven + order(replica, directive) + considered(at: now)
    }

    /// See `Ladder.lost`.
    package mutating func lost(
        _ replica: Int, _ cause: LossCause, holding demand: UInt64? = nil, at now: UInt64
    ) -> [Order] {
        if replica < voting { group?.lost(replica, isSlowness: cause.isAboutTime, at: now) }
        let forgiven = askGroup(at: now)
        let directive = ladder.lost(replica, cause, holding: demand, at: now)
        if directive == .eject && replica < voting { group?.ejected(replica) }
        return forgiven + vacated(replica, directive) + order(replica, directive)
            + considered(at: now)
    }

    package mutating func saw(_ evidence: HostEvidence, at now: UInt64) -> [Order] {
        group?.saw(evidence, at: now)
        return askGroup(at: now) + considered(at: now)
    }

    /// What is due: starts, decisions, the light, a rejuvenation.
    package mutating func elapsed(at now: UInt64) -> [Order] {
        group?.elapsed(at: now)
        var orders = askGroup(at: now)
        let (view, voting) = (group, voting)
        orders += ladder.settle(at: now) {
            $0 >= voting || view?.hasWitness(against: $0, at: now) ?? true
        }
        for order in orders where order.directive == .eject && order.replica < voting {
            group?.ejected(order.replica)
        }
        orders += ladder.due(at: now).map { Order($0, .start) }
        return orders + tryToVacate(at: now) + considered(at: now)
    }

    /// When to call `elapsed`; may be past.
    package var nextInstant: UInt64? {
        let turn = light.flatMap { rejuvenation?.nextInstant(in: ladder, light: $0) }
        return [
            ladder.nextInstant, group?.nextInstant, statusLight?.nextInstant, turn, swapInstant,
        ]
        .compactMap(\.self).min()
    }

    private func order(_ replica: Int, _ directive: Directive?) -> [Order] {
        directive.map { [Order(replica, $0)] } ?? []
    }

    private mutating func askGroup(at now: UInt64) -> [Order] {
        ladder.blameMachine(group?.blamesMachine(at: now) ?? false, at: now)
    }

    /// After every event: what the light shows, and whether it is somebody's turn.
    mutating func considered(at now: UInt64) -> [Order] {
        guard var shown = statusLight else { return [] }
        _ = shown.show(
            ladder.condition.colour(isMachineBlamed: ladder.blamesMachine), at: now)
        statusLight = shown
        if shown.colour < .red { hasBeenWell = true }
        let turn = rejuvenation?.takeTurn(in: &ladder, light: shown.colour, at: now)
        return turn.map { [$0] } ?? []
    }
}

import Recovery
import Testing

@Suite struct RejuvenationTests {
    private func ladder(needed: Int = 2) -> Ladder {
        var ladder = Ladder(replicas: 3, needed: needed, policy: LadderPolicy())
        for (replica, now) in [(0, 2), (1, 1), (2, 3)] as [(Int, UInt64)] {
            ladder.started(replica, at: now)
        }
        return ladder
    }

    private func rejuvenation(reserve: Int = 0) -> Rejuvenation {
        Rejuvenation(
            policy: RejuvenationPolicy(everyNanoseconds: 100, reserve: reserve), at: 0)
    }

    @Test func `it is the turn of who has run longest, at its time`() {
        var (ladder, rejuvenation) = (ladder(), rejuvenation())
        #expect(rejuvenation.nextInstant(in: ladder, light: .green) == 100)
        #expect(rejuvenation.takeTurn(in: &ladder, light: .green, at: 99) == nil)
        let order = rejuvenation.takeTurn(in: &ladder, light: .green, at: 100)
        #expect(order == Order(1, .withdraw(.rejuvenation)))
        #expect(ladder.lost(1, .withdrawn, at: 110) == .restart(at: 110, isSoon: true))
        #expect(ladder.due(at: 110) == [1])
        ladder.started(1, at: 111)
        #expect(ladder.rung(of: 1) == .healthy, "nothing is wrong with it")
        #expect(rejuvenation.takeTurn(in: &ladder, light: .green, at: 199) == nil)
        let next = rejuvenation.takeTurn(in: &ladder, light: .green, at: 200)
        #expect(next == Order(0, .withdraw(.rejuvenation)))
    }

    @Test func `there is no turn unless the light is green`() {
        var (ladder, rejuvenation) = (ladder(), rejuvenation())
        for light in [LightColour.yellow, .red] {
            #expect(rejuvenation.nextInstant(in: ladder, light: light) == nil)
            #expect(rejuvenation.takeTurn(in: &ladder, light: light, at: 500) == nil)
        }
    }

    @Test func `a turn leaves a quorum and the reserve`() {
        var (ladder, rejuvenation) = (ladder(needed: 3), rejuvenation())
        #expect(rejuvenation.nextInstant(in: ladder, light: .green) == nil)
        #expect(rejuvenation.takeTurn(in: &ladder, light: .green, at: 500) == nil)
        ladder = self.ladder(needed: 2)
        rejuvenation = self.rejuvenation(reserve: 1)
        #expect(rejuvenation.takeTurn(in: &ladder, light: .green, at: 500) == nil)
        #expect(ladder.rejuvenate(0, reserve: 1) == nil)
        #expect(ladder.rejuvenate(0, reserve: 0) != nil)
        #expect(ladder.rejuvenate(0, reserve: 0) == nil, "it is leaving already")
        #expect(ladder.rejuvenate(1, reserve: 0) == nil, "one is away")
    }

    @Test func `who is not well has no turn`() {
        var ladder = ladder()
        _ = ladder.suspected(1, at: 5)
        #expect(ladder.eldest(reserve: 0) == 0)
        #expect(ladder.rejuvenate(1, reserve: 0) == nil)
    }

    @Test func `nobody has a turn where nobody is restarted`() {
        var policy = LadderPolicy()
        policy.isEnabled = false
        var ladder = Ladder(replicas: 3, needed: 2, policy: policy)
        for replica in 0..<3 { ladder.started(replica, at: 0) }
        #expect(ladder.eldest(reserve: 0) == nil)
        #expect(ladder.rejuvenate(0, reserve: 0) == nil)
    }

    @Test func `a turn is no loss, and leaves the light green`() {
        var ladder = ladder()
        for now: UInt64 in stride(from: 10, to: 100, by: 10) {
            #expect(ladder.rejuvenate(0, reserve: 0) == .withdraw(.rejuvenation))
            #expect(ladder.condition.colour(isMachineBlamed: false) == .green)
            #expect(ladder.lost(0, .withdrawn, at: now) == .restart(at: now, isSoon: true))
            _ = ladder.due(at: now)
            ladder.started(0, isCatchingUp: true, at: now + 1)
            #expect(ladder.condition.colour(isMachineBlamed: false) == .green)
            #expect(ladder.condition.counting == 2)
            ladder.caughtUp(0)
        }
    }

    @Test func `who crashes on its way out has crashed`() {
        var ladder = ladder()
        _ = ladder.rejuvenate(0, reserve: 0)
        _ = ladder.lost(0, .crashed, at: 10)
        #expect(ladder.rung(of: 0) == .restarted)
        #expect(ladder.condition.colour(isMachineBlamed: false) == .yellow)
    }

    @Test func `who turns out to be slow on its way out is not away as intended`() {
        var policy = LadderPolicy()
        policy.restartsMax = 0
        var ladder = Ladder(replicas: 3, needed: 2, policy: policy)
        for replica in 0..<3 { ladder.started(replica, at: 0) }
        _ = ladder.rejuvenate(0, reserve: 0)
        #expect(ladder.lost(0, .silent, at: 10) == .await(until: 3_000_000_010))
        #expect(ladder.condition.colour(isMachineBlamed: false) == .yellow)
    }

    @Test func `what is said of who is away for its turn is not heard`() {
        var ladder = ladder()
        _ = ladder.rejuvenate(0, reserve: 0)
        _ = ladder.lost(0, .withdrawn, at: 10)
        #expect(ladder.answered(0, .dissented, at: 11) == nil)
        #expect(ladder.suspected(0, at: 11) == nil)
        #expect(ladder.rung(of: 0) == .healthy)
    }

    @Test func `a turn is told once`() {
        var ladder = ladder(needed: 1)
        #expect(ladder.rejuvenate(0, reserve: 0) != nil)
        #expect(ladder.rejuvenate(0, reserve: 0) == nil)
        #expect(ladder.rejuvenate(1, reserve: 0) != nil)
    }

    @Test func `who does not come back is not away as intended`() {
        var ladder = ladder()
        _ = ladder.rejuvenate(0, reserve: 0)
        _ = ladder.lost(0, .withdrawn, at: 10)
        _ = ladder.due(at: 10)
        _ = ladder.lost(0, .notStarted, at: 11)
        #expect(ladder.condition.colour(isMachineBlamed: false) == .yellow)
    }
}

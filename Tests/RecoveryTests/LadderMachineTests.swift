import Recovery
import Testing

/// What the machine's slowness does to blame.
@Suite struct LadderMachineTests {
    private func ladder(_ adjust: (inout LadderPolicy) -> Void = { _ in }) -> Ladder {
        var policy = LadderPolicy()
        policy.restartsMax = 1
        policy.restartFaults = 3
        policy.coincidenceNanoseconds = 50
        adjust(&policy)
        var ladder = Ladder(replicas: 4, needed: 2, policy: policy)
        for replica in 0..<4 { ladder.started(replica, at: 0) }
        return ladder
    }

    private func loseSlowly(_ ladder: inout Ladder, at now: UInt64) -> Directive? {
        let directive = ladder.lost(0, .silent, at: now)
        _ = ladder.due(at: .max)
        ladder.started(0, at: now + 1)
        return directive
    }

    @Test func `while the machine is blamed nobody is blamed for slowness`() {
        var ladder = ladder()
        _ = ladder.blameMachine(true, at: 1)
        #expect(ladder.answered(0, .late, count: 9, at: 2) == nil)
        #expect(ladder.answered(0, .missing, count: 9, at: 2) == nil)
        #expect(ladder.suspected(0, at: 2) == nil)
        #expect(ladder.answered(0, .dissented, at: 3) == .watch)
        for now: UInt64 in stride(from: 10, to: 200, by: 10) {
            guard case .restart = loseSlowly(&ladder, at: now) else {
                Issue.record("a slow host took replica 0 to \(ladder.rung(of: 0))")
                return
            }
        }
        #expect(ladder.lost(0, .crashed, at: 300) != .eject, "only one loss was its own")
    }

    @Test func `the first to be slow are forgiven when all are`() {
        var ladder = ladder()
        #expect(ladder.answered(0, .late, count: 2, at: 1) == .watch)
        _ = ladder.answered(1, .late, at: 1)
        _ = ladder.answered(1, .dissented, at: 1)
        #expect(ladder.suspected(2, at: 1) == .watch)
        #expect(
            ladder.blameMachine(true, at: 2) == [Order(0, .relax), Order(2, .relax)])
        #expect(ladder.rung(of: 1) == .watched)
        #expect(ladder.blameMachine(true, at: 3) == [], "it is told once")
        _ = ladder.blameMachine(false, at: 4)
        #expect(ladder.answered(0, .late, count: 2, at: 5) == .watch, "counted from 0 again")
    }

    @Test func `a slow machine is no clean stretch`() {
        var ladder = ladder()
        _ = ladder.lost(0, .crashed, at: 1)
        ladder.started(0, at: 2)
        _ = ladder.answered(0, .late, at: 3)
        #expect(ladder.blameMachine(true, at: 4) == [])
        #expect(ladder.rung(of: 0) == .restarted)
    }

    @Test func `slow losses are taken back when all are slow`() {
        var ladder = ladder()
        #expect(loseSlowly(&ladder, at: 10) == .restart(at: 10, isSoon: true))
        _ = ladder.blameMachine(true, at: 20)
        _ = ladder.blameMachine(false, at: 30)
        guard case .restart = loseSlowly(&ladder, at: 40) else {
            Issue.record("the loss before was the host's")
            return
        }
    }

    @Test func `who is slow alone is tried, and climbs if another was in time`() {
        var guilty = ladder()
        _ = loseSlowly(&guilty, at: 10)
        #expect(guilty.lost(0, .silent, at: 20) == .await(until: 70))
        #expect(guilty.lost(0, .silent, at: 21) == nil, "told twice")
        #expect(guilty.nextInstant == 70)
        #expect(guilty.settle(at: 69) { _ in true } == [])
        #expect(guilty.settle(at: 70) { $0 == 0 } == [Order(0, .eject)])
        var alone = ladder()
        _ = loseSlowly(&alone, at: 10)
        _ = alone.lost(0, .silent, at: 20)
        #expect(
            alone.settle(at: 70) { _ in false } == [
                Order(0, .restart(at: 10_000_070, isSoon: false))
            ])
    }

    @Test func `who is on trial is acquitted when all turn out to be slow`() {
        var ladder = ladder()
        _ = loseSlowly(&ladder, at: 10)
        _ = ladder.lost(0, .silent, at: 20)
        let orders = ladder.blameMachine(true, at: 30)
        #expect(orders == [Order(0, .restart(at: 10_000_030, isSoon: false))])
        #expect(ladder.settle(at: 1_000) { _ in true } == [])
    }

    @Test func `a crash is its own fault while the machine is blamed, too`() {
        var ladder = ladder()
        _ = ladder.blameMachine(true, at: 1)
        _ = ladder.lost(0, .crashed, at: 10)
        ladder.started(0, at: 20)
        #expect(ladder.lost(0, .crashed, at: 30) == .eject)
    }

    @Test func `a renewal of a slow replica that fails climbs on`() {
        var ladder = ladder { $0.rebuildsMax = 1 }
        _ = loseSlowly(&ladder, at: 10)
        _ = ladder.lost(0, .silent, at: 20)
        #expect(ladder.settle(at: 70) { _ in true } == [Order(0, .rebuild)])
        #expect(ladder.lost(0, .notRenewed, at: 80) == .eject)
    }

    @Test func `who is forgiven on its way out is not to blame for going`() {
        var ladder = ladder { $0.restartsMax = 0 }
        #expect(ladder.answered(0, .late, count: 3, at: 1) == .withdraw(.faults))
        _ = ladder.blameMachine(true, at: 2)
        #expect(ladder.lost(0, .withdrawn, at: 3) == .restart(at: 3, isSoon: true))
    }

    @Test func `slow losses and others are counted apart`() {
        var ladder = ladder()
        _ = loseSlowly(&ladder, at: 10)
        guard case .restart = ladder.lost(0, .crashed, at: 20) else {
            Issue.record("it crashed but once")
            return
        }
        ladder.started(0, at: 30)
        #expect(ladder.lost(0, .crashed, at: 40) == .eject)
    }

    @Test func `who was withdrawn for being slow is tried as the slow are`() {
        var ladder = ladder { $0.restartsMax = 0 }
        #expect(ladder.answered(0, .late, count: 3, at: 1) == .withdraw(.faults))
        #expect(ladder.lost(0, .withdrawn, at: 2) == .await(until: 52))
        #expect(ladder.answered(1, .dissented, count: 3, at: 3) == .withdraw(.faults))
        #expect(ladder.lost(1, .withdrawn, at: 4) == .eject)
    }
}

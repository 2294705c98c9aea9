import Recovery
import Testing

@Suite struct LadderBallotTests {
    private func ladder(
        needed: Int = 2, _ adjust: (inout LadderPolicy) -> Void = { _ in }
    ) -> Ladder {
        var policy = LadderPolicy()
        policy.restartFaults = 3
        policy.cleanAnswers = 10
        policy.cleanNanoseconds = 100
        adjust(&policy)
        var ladder = Ladder(replicas: 3, needed: needed, policy: policy)
        for replica in 0..<3 { ladder.started(replica, at: 0) }
        return ladder
    }

    @Test(arguments: [Closing.late, .missing, .dissented, .rejected])
    func `a faulty ballot makes a replica watched, once`(closing: Closing) {
        var ladder = ladder()
        #expect(ladder.answered(0, closing, at: 1) == .watch)
        #expect(ladder.answered(0, closing, at: 2) == nil)
        #expect(ladder.rung(of: 0) == .watched)
        #expect(ladder.answered(1, .inTime, at: 3) == nil)
        #expect(ladder.rung(of: 1) == .healthy)
    }

    @Test func `a clean stretch needs answers and time, and a fault breaks it`() {
        var ladder = ladder()
        _ = ladder.answered(0, .dissented, at: 0)
        #expect(ladder.answered(0, .inTime, count: 10, at: 99) == nil, "too soon")
        _ = ladder.answered(0, .dissented, at: 100)
        #expect(ladder.answered(0, .inTime, count: 9, at: 250) == nil, "too few")
        #expect(ladder.answered(0, .inTime, at: 251) == .relax)
        #expect(ladder.rung(of: 0) == .healthy)
        #expect(ladder.answered(0, .inTime, count: 50, at: 500) == nil)
        #expect(ladder.answered(0, .dissented, at: 600) == .watch, "the two before are forgotten")
        #expect(ladder.answered(0, .dissented, at: 601) == nil)
    }

    @Test func `a clean stretch leads back from a restart`() {
        var ladder = ladder()
        _ = ladder.lost(0, at: 5)
        ladder.started(0, at: 10)
        #expect(ladder.answered(0, .inTime, count: 10, at: 109) == nil)
        #expect(ladder.answered(0, .inTime, at: 110) == .relax)
    }

    @Test func `many faults withdraw a replica that can be missed`() {
        var ladder = ladder()
        #expect(ladder.answered(0, .rejected, count: 2, at: 1) == .watch)
        #expect(ladder.answered(0, .rejected, at: 2) == .withdraw(.faults))
        #expect(ladder.counting == 2)
        #expect(ladder.answered(0, .rejected, at: 3) == nil, "it is told once")
        #expect(ladder.answered(1, .rejected, count: 9, at: 4) == .watch, "it would be missing")
        #expect(ladder.lost(0, .withdrawn, at: 5) == .restart(at: 5, isSoon: true))
        ladder.started(0, at: 6)
        #expect(ladder.answered(1, .rejected, at: 7) == .withdraw(.faults))
    }

    @Test func `who is leaving is not asked again`() {
        var ladder = ladder(needed: 1)
        #expect(ladder.answered(0, .rejected, count: 3, at: 1) == .withdraw(.faults))
        #expect(ladder.answered(0, .rejected, count: 3, at: 2) == .watch)
        #expect(ladder.answered(0, .rejected, count: 3, at: 3) == nil)
    }

    @Test func `a new process has no faults yet`() {
        var ladder = ladder()
        _ = ladder.answered(0, .rejected, count: 2, at: 1)
        _ = ladder.lost(0, at: 2)
        ladder.started(0, at: 3)
        #expect(ladder.answered(0, .rejected, at: 4) == nil)
        #expect(ladder.counting == 3)
    }

    @Test func `no ballots say nothing`() {
        var ladder = ladder()
        #expect(ladder.answered(0, .dissented, count: 0, at: 1) == nil)
        #expect(ladder.answered(0, .dissented, count: -5, at: 1) == nil)
        #expect(ladder.condition.reliable == 3)
    }

    @Test func `nobody is withdrawn where nobody is restarted`() {
        var ladder = ladder { $0.isEnabled = false }
        #expect(ladder.answered(0, .rejected, count: 3, at: 1) == .watch)
        #expect(ladder.counting == 3)
    }

    @Test func `nobody is withdrawn for faults where that is not asked for`() {
        var ladder = ladder { $0.restartFaults = nil }
        #expect(ladder.answered(0, .rejected, count: 1_000, at: 1) == .watch)
        #expect(ladder.counting == 3)
    }

    @Test func `who is catching up counts for nothing yet`() {
        var ladder = ladder()
        _ = ladder.lost(0, at: 5)
        ladder.started(0, isCatchingUp: true, at: 6)
        #expect(ladder.counting == 2)
        #expect(ladder.answered(1, .rejected, count: 5, at: 7) == .watch)
        ladder.caughtUp(0)
        #expect(ladder.counting == 3)
        #expect(ladder.answered(1, .rejected, at: 8) == .withdraw(.faults))
    }

    @Test func `being withdrawn for faults again and again climbs`() {
        var ladder = ladder { $0.restartsMax = 1 }
        for now: UInt64 in [10, 20] {
            #expect(ladder.answered(0, .dissented, count: 3, at: now) == .withdraw(.faults))
            _ = ladder.lost(0, .withdrawn, at: now + 1)
            ladder.started(0, at: now + 2)
        }
        #expect(ladder.rung(of: 0) == .ejected)
    }

    @Test func `what is said of a replica that is away is not heard`() {
        var ladder = ladder()
        _ = ladder.lost(0, at: 5)
        #expect(ladder.answered(0, .dissented, at: 6) == nil)
        #expect(ladder.suspected(0, at: 6) == nil)
        #expect(ladder.rung(of: 0) == .restarted)
    }

    @Test func `a suspicion makes a replica watched and breaks a clean stretch`() {
        var ladder = ladder()
        #expect(ladder.suspected(0, at: 50) == .watch)
        #expect(ladder.answered(0, .inTime, count: 20, at: 120) == nil)
        #expect(ladder.suspected(0, at: 130) == nil)
        #expect(ladder.answered(0, .inTime, count: 20, at: 229) == nil)
        #expect(ladder.answered(0, .inTime, count: 20, at: 230) == .relax)
    }

    @Test func `counts too large for a number do not trap`() {
        var ladder = ladder { $0.restartFaults = nil }
        for _ in 0..<3 {
            _ = ladder.answered(0, .late, count: .max, at: 1)
            _ = ladder.answered(0, .inTime, count: .max, at: 2)
        }
        #expect(ladder.answered(0, .inTime, count: .max, at: .max) == .relax)
    }
}

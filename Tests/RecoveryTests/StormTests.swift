import Recovery
import Testing

@Suite struct StormTests {
    /// Two tokens, one more each 100 ns, and no delays of a replica's own.
    private func ladder(replicas: Int = 4) -> Ladder {
        var policy = LadderPolicy()
        policy.delayNanoseconds = 0
        policy.delayNanosecondsMax = 0
        policy.storm = StormPolicy(restarts: 2, everyNanoseconds: 100)
        var ladder = Ladder(replicas: replicas, needed: 2, policy: policy)
        for replica in 0..<replicas { ladder.started(replica, at: 0) }
        return ladder
    }

    /// Lost, and started again if it may be.
    private func cycle(_ ladder: inout Ladder, _ replica: Int, at now: UInt64) -> Bool {
        _ = ladder.lost(replica, at: now)
        guard ladder.due(at: now).contains(replica) else { return false }
        ladder.started(replica, at: now)
        return true
    }

    @Test func `a replica that is lost again and again uses the budget up`() {
        var ladder = ladder()
        #expect((1...3).map { cycle(&ladder, 0, at: $0) } == [true, true, false])
        #expect(ladder.nextInstant == 101)
        #expect(ladder.due(at: 100) == [])
        #expect(ladder.due(at: 101) == [0])
    }

    @Test func `the first loss of a replica never waits for the budget`() {
        var ladder = ladder()
        for now: UInt64 in 1...3 { _ = cycle(&ladder, 0, at: now) }
        #expect(ladder.lost(1, at: 5) == .restart(at: 5, isSoon: true))
        #expect(ladder.nextInstant == 5)
        #expect(ladder.due(at: 5) == [1])
        ladder.started(1, at: 5)
        #expect(ladder.lost(1, at: 6) == .restart(at: 6, isSoon: false), "the second one does")
        #expect(ladder.due(at: 6) == [])
    }

    @Test func `a loss as old as the window is forgotten`() {
        var ladder = ladder()
        for replica in 0..<4 { _ = cycle(&ladder, replica, at: 1) }
        #expect(cycle(&ladder, 0, at: 101), "one token has come back")
        #expect(!cycle(&ladder, 1, at: 150))
        #expect(cycle(&ladder, 2, at: 201), "200 ns after its first")
    }

    @Test func `who has waited longest is started first`() {
        var ladder = ladder()
        for now: UInt64 in 1...2 { _ = cycle(&ladder, 3, at: now) }
        _ = cycle(&ladder, 0, at: 3)
        _ = ladder.lost(3, at: 4)
        _ = ladder.lost(0, at: 5)
        #expect(ladder.due(at: 101) == [3])
        #expect(ladder.due(at: 200) == [])
        #expect(ladder.due(at: 201) == [0])
    }

    @Test func `a turn to be rejuvenated does not wait for the budget`() {
        var ladder = ladder()
        for now: UInt64 in 1...3 { _ = cycle(&ladder, 3, at: now) }
        _ = cycle(&ladder, 0, at: 4)
        #expect(ladder.rejuvenate(1, reserve: 0) != nil)
        _ = ladder.lost(1, .withdrawn, at: 5)
        #expect(ladder.due(at: 5) == [1])
        ladder.started(1, at: 6)
        #expect(ladder.rejuvenate(1, reserve: 0) != nil)
        _ = ladder.lost(1, .withdrawn, at: 7)
        #expect(ladder.due(at: 7) == [1])
    }

    @Test func `an instant before the last one gives no tokens`() {
        var ladder = ladder()
        for now: UInt64 in 101...102 { _ = cycle(&ladder, 0, at: now) }
        #expect(!cycle(&ladder, 0, at: 50))
        #expect(ladder.due(at: 200) == [])
        #expect(ladder.due(at: 201) == [0])
    }

    @Test func `the budget is never more than full`() {
        var ladder = ladder()
        #expect((0..<3).map { cycle(&ladder, 0, at: 1_000_000 + $0) } == [true, true, false])
    }
}

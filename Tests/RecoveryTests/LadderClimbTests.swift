import Recovery
import Testing

@Suite struct LadderClimbTests {
    /// Three replicas of which two must agree; a build may be restarted twice in 1,000 ns of life.
    private func ladder(
        needed: Int = 2, spares: Int = 0, _ adjust: (inout LadderPolicy) -> Void = { _ in }
    ) -> Ladder {
        var policy = LadderPolicy()
        policy.delayNanoseconds = 10
        policy.delayNanosecondsMax = 40
        policy.healthyNanoseconds = 500
        policy.restartsMax = 2
        policy.restartWindowNanoseconds = 1000
        adjust(&policy)
        var ladder = Ladder(replicas: 3, needed: needed, spares: spares, policy: policy)
        for replica in 0..<3 { ladder.started(replica, at: 0) }
        return ladder
    }

    /// Lost and started again so often, each after living so long; what the last loss led to.
    private func lose(
        _ ladder: inout Ladder, _ replica: Int = 0, times: Int, living: UInt64 = 1,
        from start: UInt64 = 0
    ) -> Directive? {
        var now = start
        var directive: Directive?
        for _ in 0..<times {
            now += living
            directive = ladder.lost(replica, at: now)
            now += 100
            _ = ladder.due(at: now)
            ladder.started(replica, at: now)
        }
        return directive
    }

    @Test func `a build that restarts do not mend is rebuilt, replaced, ejected`() {
        var ladder = ladder(spares: 1) { $0.rebuildsMax = 1 }
        #expect(lose(&ladder, times: 2) == .restart(at: 112, isSoon: false))
        #expect(ladder.rung(of: 0) == .restarted)
        #expect(lose(&ladder, times: 1, from: 300) == .rebuild)
        #expect(ladder.rung(of: 0) == .rebuilt)
        #expect(lose(&ladder, times: 1, from: 900) == .restart(at: 901, isSoon: true))
        #expect(ladder.rung(of: 0) == .rebuilt, "until a clean stretch")
        #expect(lose(&ladder, times: 2, from: 1_101) == .replace)
        #expect(ladder.rung(of: 0) == .replaced)
        #expect(ladder.spares == 0)
        #expect(lose(&ladder, times: 3, from: 2_000) == .eject)
        #expect(ladder.rung(of: 0) == .ejected)
        #expect(ladder.lost(0, at: 3_000) == nil)
        #expect(ladder.counting == 2)
    }

    @Test func `without limits it is restarted for ever`() {
        var ladder = ladder { $0 = LadderPolicy() }
        guard case .restart = lose(&ladder, times: 200) else {
            Issue.record("it is at \(ladder.rung(of: 0))")
            return
        }
    }

    @Test func `nobody is ejected who would be missing for a quorum`() {
        var ladder = ladder(needed: 3)
        #expect(lose(&ladder, times: 3) == .restart(at: 203 + 40, isSoon: false))
        #expect(lose(&ladder, times: 1, from: 400) == .restart(at: 401 + 40, isSoon: false))
    }

    @Test func `only the time that a build has lived makes its losses forgotten`() {
        var patient = ladder()
        #expect(lose(&patient, times: 2) != .eject)
        #expect(lose(&patient, times: 1, living: 1_000, from: 300) != .eject)
        var waiting = ladder()
        #expect(lose(&waiting, times: 2) != .eject)
        _ = waiting.lost(0, at: 203)
        #expect(waiting.rung(of: 0) == .ejected)
        var idle = ladder()
        _ = idle.lost(0, at: 1)
        idle.started(0, at: 5_000)
        _ = idle.lost(0, at: 5_001)
        idle.started(0, at: 10_000)
        #expect(idle.lost(0, at: 10_001) == .eject)
    }

    @Test func `any window counts, wherever it begins`() {
        var ladder = ladder()
        for living: UInt64 in [1, 599, 500, 550] {
            #expect(lose(&ladder, times: 1, living: living) != .eject)
            ladder.started(0, at: 0)
        }
        #expect(lose(&ladder, times: 1, living: 50) == .eject)
    }

    @Test func `failing twice on one demand retires a build`() {
        var ladder = ladder(needed: 3) { $0.restartsMax = nil }
        #expect(ladder.lost(0, holding: 7, at: 1) == .restart(at: 1, isSoon: true))
        ladder.started(0, at: 2)
        #expect(ladder.lost(0, holding: 8, at: 3) == .restart(at: 13, isSoon: false))
        ladder.started(0, at: 20)
        #expect(ladder.lost(0, at: 21) == .restart(at: 41, isSoon: false))
        ladder.started(0, at: 50)
        #expect(ladder.lost(0, holding: 7, at: 51) == .eject)
    }

    @Test func `a demand that it failed on sixteen failures ago is forgotten`() {
        var ladder = ladder { $0.restartsMax = nil }
        for (now, demand) in ([7] + Array(100..<116)).enumerated() {
            _ = ladder.lost(0, holding: UInt64(demand), at: UInt64(now * 10))
            ladder.started(0, at: UInt64(now * 10 + 5))
        }
        #expect(ladder.lost(0, holding: 7, at: 1_000) != .eject)
        ladder.started(0, at: 1_100)
        #expect(ladder.lost(0, holding: 115, at: 1_200) == .eject)
    }

    @Test func `losses without a demand retire nobody`() {
        var ladder = ladder { $0.restartsMax = nil }
        #expect(lose(&ladder, times: 20) != .eject)
    }

    @Test func `another build has failed on nothing yet`() {
        var ladder = ladder(spares: 1) { $0.restartsMax = nil }
        for now: UInt64 in [1, 10] {
            _ = ladder.lost(0, holding: 7, at: now)
            ladder.started(0, at: now + 5)
        }
        #expect(ladder.spares == 0)
        #expect(ladder.lost(0, holding: 7, at: 20) == .restart(at: 20, isSoon: true))
    }

    @Test func `a renewal that fails climbs on, and what it failed on is not forgotten`() {
        var ladder = ladder { policy in
            policy.restartsMax = nil
            policy.rebuildsMax = 1
        }
        _ = ladder.lost(0, holding: 7, at: 1)
        ladder.started(0, at: 2)
        #expect(ladder.lost(0, holding: 7, at: 3) == .rebuild)
        #expect(ladder.lost(0, holding: 7, at: 4) == nil, "a late word of the old process")
        #expect(ladder.lost(0, .notRenewed, at: 5) == .eject)
    }

    @Test func `a new build that cannot be started is none`() {
        var ladder = ladder(spares: 1) { policy in
            policy.restartsMax = 0
            policy.rebuildsMax = 1
        }
        #expect(ladder.lost(0, at: 1) == .rebuild)
        #expect(ladder.lost(0, .notStarted, at: 2) == .replace)
    }

    @Test func `what cannot be built anew gets a spare, and no shadow gets either`() {
        var ladder = ladder(spares: 1) { policy in
            policy.restartsMax = 0
            policy.rebuildsMax = 1
        }
        ladder.buildable = [1, 2]
        ladder.shadows = 1
        #expect(ladder.lost(2, at: 1) == .eject, "a shadow")
        #expect(ladder.lost(0, at: 2) == .replace)
        #expect(ladder.lost(1, at: 3) == .rebuild)
    }

    @Test func `a build that did not come about is not tried again at once`() {
        var ladder = ladder(needed: 3) { policy in
            policy.restartsMax = 0
            policy.rebuildsMax = 5
        }
        #expect(ladder.lost(0, at: 1) == .rebuild)
        // It would be missing for a quorum: the old one is tried, and after it another build.
        #expect(ladder.lost(0, .notRenewed, at: 2) == .restart(at: 42, isSoon: false))
        _ = ladder.due(at: 42)
        ladder.started(0, at: 43)
        #expect(ladder.lost(0, at: 44) == .rebuild)
    }

    @Test func `a seat is built anew only so often within a window`() {
        var ladder = ladder(spares: 1) { policy in
            policy.restartsMax = 0
            policy.rebuildsMax = 2
            policy.rebuildWindowNanoseconds = 1_000
        }
        for now: UInt64 in [10, 20] {
            #expect(ladder.lost(0, at: now) == .rebuild)
            ladder.started(0, at: now + 5)
        }
        #expect(ladder.lost(0, at: 1_009) == .replace)
        #expect(ladder.lost(1, at: 1_010) == .rebuild, "the other seats have their own")
    }

    @Test func `a rebuild is allowed again when the window is over`() {
        var ladder = ladder(spares: 1) { policy in
            policy.restartsMax = 0
            policy.rebuildsMax = 1
            policy.rebuildWindowNanoseconds = 1_000
        }
        #expect(ladder.lost(0, at: 10) == .rebuild)
        ladder.started(0, at: 15)
        #expect(ladder.lost(0, at: 1_010) == .rebuild)
    }

    @Test func `a spare that is replaced in its turn is not rebuilt first`() {
        var ladder = ladder(spares: 1) { policy in
            policy.restartsMax = 0
            policy.rebuildsMax = 1
            policy.rebuildWindowNanoseconds = 100
        }
        #expect(ladder.lost(0, at: 10) == .rebuild)
        ladder.started(0, at: 15)
        #expect(ladder.lost(0, at: 20) == .replace)
        ladder.started(0, at: 25)
        ladder.gainedSpare()
        #expect(ladder.lost(0, at: 500) == .replace)
    }

    @Test func `who is ejected stays so`() {
        var ladder = ladder { $0.isEnabled = false }
        #expect(ladder.lost(0, at: 5) == .eject)
        ladder.started(0, at: 6)
        #expect(ladder.rung(of: 0) == .ejected)
        #expect(ladder.counting == 2)
    }
}

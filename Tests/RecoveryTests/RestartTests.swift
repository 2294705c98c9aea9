import Recovery
import Testing

@Suite struct RestartTests {
    private func ladder(_ adjust: (inout LadderPolicy) -> Void = { _ in }) -> Ladder {
        var policy = LadderPolicy()
        policy.delayNanoseconds = 10
        policy.delayNanosecondsMax = 35
        policy.healthyNanoseconds = 1000
        adjust(&policy)
        var ladder = Ladder(replicas: 2, needed: 2, policy: policy)
        ladder.started(0, at: 0)
        ladder.started(1, at: 0)
        return ladder
    }

    @Test func `the first loss is mended at once and the next ones ever later`() {
        var ladder = ladder()
        var now: UInt64 = 100
        for delay: UInt64 in [0, 10, 20, 35, 35] {
            let isSoon = delay == 0
            #expect(ladder.lost(0, at: now) == .restart(at: now + delay, isSoon: isSoon))
            #expect(ladder.nextInstant == now + delay)
            now += delay
            #expect(ladder.due(at: now) == [0])
            #expect(ladder.due(at: now) == [])
            ladder.started(0, at: now)
        }
    }

    @Test func `a loss that is told twice is decided once`() {
        var ladder = ladder()
        #expect(ladder.lost(1, at: 5) != nil)
        #expect(ladder.lost(1, at: 6) == nil)
        #expect(ladder.due(at: 6) == [1])
    }

    @Test func `a long healthy life makes losses forgotten`() {
        var ladder = ladder()
        for now: UInt64 in [1, 101] {
            _ = ladder.lost(0, at: now)
            _ = ladder.due(at: now + 50)
            ladder.started(0, at: now + 50)
        }
        #expect(ladder.lost(0, at: 1200) == .restart(at: 1200, isSoon: true))
    }

    @Test func `a replica that cannot be started is tried again later`() {
        var ladder = ladder()
        _ = ladder.lost(0, at: 5)
        #expect(ladder.due(at: 5) == [0])
        #expect(ladder.lost(0, at: 5) == .restart(at: 15, isSoon: false))
        #expect(ladder.due(at: 14) == [])
    }

    @Test func `a hopeless replica is ejected for good`() {
        var ladder = ladder()
        #expect(ladder.lost(0, .hopeless, at: 5) == .eject)
        #expect(ladder.lost(0, at: 6) == nil)
        #expect(ladder.nextInstant == nil)
    }

    @Test func `nothing is restarted when that is not wanted`() {
        var ladder = ladder { $0.isEnabled = false }
        #expect(ladder.lost(0, at: 5) == .eject)
    }

    @Test func `a long delay grows to the longest and never wraps round`() {
        var ladder = ladder {
            $0.delayNanoseconds = 60_000_000_000
            $0.delayNanosecondsMax = 1 << 62
            $0.healthyNanoseconds = .max
        }
        var last: UInt64 = 0
        for _ in 0..<40 {
            guard case .restart(let at, _) = ladder.lost(0, at: 0) else { break }
            #expect(at >= last)
            last = at
            _ = ladder.due(at: .max)
        }
        #expect(last == 1 << 62)
    }
}

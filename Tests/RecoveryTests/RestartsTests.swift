import Recovery
import Testing

@Suite struct RestartsTests {
    private func restarts(_ adjust: (inout RestartPolicy) -> Void = { _ in }) -> Restarts {
        var policy = RestartPolicy()
        policy.delayNanoseconds = 10
        policy.delayNanosecondsMax = 35
        policy.healthyNanoseconds = 1000
        adjust(&policy)
        var restarts = Restarts(replicas: 2, policy: policy)
        restarts.started(0, at: 0)
        restarts.started(1, at: 0)
        return restarts
    }

    @Test func `the first loss is mended at once and the next ones ever later`() {
        var restarts = restarts()
        var now: UInt64 = 100
        for delay: UInt64 in [0, 10, 20, 35, 35] {
            let isSoon = delay == 0
            #expect(restarts.lost(0, at: now) == .start(at: now + delay, isSoon: isSoon))
            #expect(restarts.nextInstant == now + delay)
            now += delay
            #expect(restarts.due(at: now) == [0])
            #expect(restarts.due(at: now) == [])
            restarts.started(0, at: now)
        }
    }

    @Test func `a loss that is told twice is decided once`() {
        var restarts = restarts()
        #expect(restarts.lost(1, at: 5) != nil)
        #expect(restarts.lost(1, at: 6) == nil)
        #expect(restarts.due(at: 6) == [1])
    }

    @Test func `a long healthy life makes losses forgotten`() {
        var restarts = restarts()
        for now: UInt64 in [1, 101] {
            _ = restarts.lost(0, at: now)
            _ = restarts.due(at: now + 50)
            restarts.started(0, at: now + 50)
        }
        #expect(restarts.lost(0, at: 1200) == .start(at: 1200, isSoon: true))
    }

    @Test func `a replica that cannot be started is tried again later`() {
        var restarts = restarts()
        _ = restarts.lost(0, at: 5)
        #expect(restarts.due(at: 5) == [0])
        #expect(restarts.lost(0, at: 5) == .start(at: 15, isSoon: false))
        #expect(restarts.due(at: 14) == [])
    }

    @Test func `a hopeless replica is ejected for good`() {
        var restarts = restarts()
        #expect(restarts.lost(0, isHopeless: true, at: 5) == .eject)
        #expect(restarts.lost(0, at: 6) == nil)
        #expect(restarts.nextInstant == nil)
    }

    @Test func `nothing is restarted when that is not wanted`() {
        var restarts = restarts { $0.isEnabled = false }
        #expect(restarts.lost(0, at: 5) == .eject)
    }

    @Test func `a long delay grows to the longest and never wraps round`() {
        var restarts = restarts {
            $0.delayNanoseconds = 60_000_000_000
            $0.delayNanosecondsMax = 1 << 62
            $0.healthyNanoseconds = .max
        }
        var last: UInt64 = 0
        for _ in 0..<40 {
            guard case .start(let at, _) = restarts.lost(0, at: 0) else { break }
            #expect(at >= last)
            last = at
            _ = restarts.due(at: .max)
        }
        #expect(last == 1 << 62)
    }
}

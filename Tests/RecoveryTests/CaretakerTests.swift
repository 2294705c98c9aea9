import Recovery
import Testing

@Suite struct CaretakerTests {
    private let second: UInt64 = 1_000_000_000

    private func caretaker(
        _ adjust: (inout CaretakerPolicy) -> Void = { _ in }
    ) -> Caretaker {
        var policy = CaretakerPolicy()
        policy.ladder = .climbing(rebuilds: 0)
        policy.group = GroupPolicy()
        policy.light = LightPolicy()
        adjust(&policy)
        var caretaker = Caretaker(replicas: 3, needed: 2, policy: policy, at: 0)
        for replica in 0..<3 {
            _ = caretaker.started(replica, at: 0)
            _ = caretaker.answered(replica, .inTime, at: 0)
        }
        _ = caretaker.elapsed(at: 0)
        return caretaker
    }

    @Test func `a crash is mended in the same instant and shown`() {
        var caretaker = caretaker()
        _ = caretaker.elapsed(at: 30 * second)
        #expect(caretaker.light == .green)
        let now = 100 * second
        let orders = caretaker.lost(0, .crashed, at: now)
        #expect(orders == [Order(0, .restart(at: now, isSoon: true))])
        #expect(caretaker.light == .yellow)
        #expect(caretaker.nextInstant == now)
        #expect(caretaker.elapsed(at: now) == [Order(0, .start)])
    }

    @Test func `the red light of the beginning stretches nothing, one that comes later does`() {
        var caretaker = caretaker()
        #expect(caretaker.light == .red && caretaker.deadlinePercent == 100)
        _ = caretaker.elapsed(at: 30 * second)
        #expect(caretaker.deadlinePercent == 100)
        for replica in 0..<2 { _ = caretaker.lost(replica, .crashed, at: 40 * second) }
        #expect(caretaker.light == .red && caretaker.deadlinePercent == 200)
    }

    @Test func `who was to leave and stays is as before, and has its turn again`() {
        var caretaker = caretaker {
            $0.rejuvenation = RejuvenationPolicy(everyNanoseconds: 40 * 1_000_000_000)
        }
        _ = caretaker.elapsed(at: 30 * second)
        let order = Order(0, .withdraw(.rejuvenation))
        #expect(caretaker.elapsed(at: 40 * second) == [order])
        #expect(caretaker.ladder.leaving(0) == .rejuvenation && caretaker.ladder.counting == 2)
        #expect(caretaker.stays(0, at: 41 * second) == [])
        #expect(caretaker.ladder.leaving(0) == nil && caretaker.ladder.counting == 3)
        #expect(caretaker.light == .green)
        #expect(caretaker.elapsed(at: 80 * second) == [order])
        // A loss of its own is one, though it was asked to leave.
        _ = caretaker.lost(0, .crashed, at: 81 * second)
        #expect(caretaker.stays(0, at: 82 * second) == [])
        #expect(caretaker.ladder.rung(of: 0) == .restarted && caretaker.ladder.counting == 2)
    }

    @Test func `all slow at once are forgiven and get time`() {
        var caretaker = caretaker()
        _ = caretaker.elapsed(at: 30 * second)
        var orders: [Order] = []
        for replica in 0..<3 {
            orders += caretaker.answered(replica, .late, at: 40 * second + UInt64(replica))
        }
        #expect(
            orders == [Order(0, .watch), Order(1, .watch), Order(0, .relax), Order(1, .relax)])
        #expect(caretaker.ladder.blamesMachine)
        #expect(caretaker.deadlinePercent == 300)
        _ = caretaker.elapsed(at: caretaker.nextInstant ?? 0)
        #expect(!caretaker.ladder.blamesMachine)
        #expect(caretaker.deadlinePercent == 200, "the light was red for a moment")
        #expect(caretaker.nextInstant ?? 0 > 60 * second, "only the light's")
    }

    @Test func `suspicions and losses make a group, too`() {
        var caretaker = caretaker()
        _ = caretaker.suspected(0, at: second)
        _ = caretaker.suspected(1, at: second)
        #expect(!caretaker.ladder.blamesMachine)
        _ = caretaker.lost(2, .silent, at: second)
        #expect(caretaker.ladder.blamesMachine)
        #expect(caretaker.ladder.rung(of: 0) == .healthy)
    }

    @Test func `the host's evidence is heard`() {
        var caretaker = caretaker()
        _ = caretaker.answered(0, .late, at: second)
        #expect(!caretaker.ladder.blamesMachine)
        let orders = caretaker.saw(HostEvidence(majorFaults: 5_000), at: second)
        #expect(orders == [Order(0, .relax)])
    }

    @Test func `deadlines are stretched to the limit at most`() {
        var caretaker = caretaker { $0.deadlinePercentMax = 250 }
        for replica in 0..<3 { _ = caretaker.answered(replica, .missing, at: second) }
        #expect(caretaker.deadlinePercent == 250)
    }

    @Test func `what is not configured is not done`() {
        var caretaker = Caretaker(replicas: 2, needed: 2, policy: CaretakerPolicy(), at: 0)
        for replica in 0..<2 { _ = caretaker.started(replica, at: 0) }
        for replica in 0..<2 { _ = caretaker.answered(replica, .late, at: 1) }
        #expect(!caretaker.ladder.blamesMachine)
        #expect(caretaker.light == nil)
        #expect(caretaker.deadlinePercent == 100)
        #expect(caretaker.nextInstant == nil)
    }

    @Test func `a slow replica beside others in time is ejected in the end`() {
        var caretaker = caretaker { $0.ladder.restartsMax = 0 }
        let orders = caretaker.lost(0, .silent, at: 10 * second)
        #expect(orders == [Order(0, .await(until: 13 * second))])
        _ = caretaker.answered(1, .inTime, at: 12 * second)
        #expect(caretaker.elapsed(at: 13 * second) == [Order(0, .eject)])
        _ = caretaker.lost(1, .crashed, at: 14 * second)
        _ = caretaker.answered(2, .late, at: 15 * second)
        #expect(!caretaker.ladder.blamesMachine, "who is ejected is no part of the group")
    }

    @Test func `who is ejected at once is no part of the group either`() {
        var caretaker = caretaker { $0.ladder.isEnabled = false }
        #expect(caretaker.lost(0, .silent, at: second) == [Order(0, .eject)])
        _ = caretaker.lost(1, .crashed, at: second)
        _ = caretaker.answered(2, .late, at: second)
        #expect(!caretaker.ladder.blamesMachine)
    }

    @Test func `a clean stretch is told`() {
        var caretaker = caretaker()
        #expect(caretaker.answered(0, .dissented, at: second) == [Order(0, .watch)])
        let orders = caretaker.answered(0, .inTime, count: 1_000, at: 20 * second)
        #expect(orders == [Order(0, .relax)])
    }

    @Test func `without a group view a slow replica needs no witness`() {
        var caretaker = caretaker { policy in
            policy.group = nil
            policy.ladder.restartsMax = 0
        }
        _ = caretaker.lost(0, .silent, at: 10 * second)
        #expect(caretaker.elapsed(at: 13 * second) == [Order(0, .eject)])
    }

    @Test func `turns are taken when their time has come`() {
        var caretaker = caretaker {
            $0.rejuvenation = RejuvenationPolicy(everyNanoseconds: 50 * 1_000_000_000)
        }
        #expect(caretaker.elapsed(at: 30 * second) == [])
        #expect(caretaker.nextInstant == 50 * second)
        #expect(caretaker.elapsed(at: 50 * second) == [Order(0, .withdraw(.rejuvenation))])
        #expect(caretaker.nextInstant == nil, "two are left, and both are needed")
    }

    @Test func `who is caught up counts`() {
        var caretaker = caretaker()
        _ = caretaker.lost(0, .crashed, at: second)
        _ = caretaker.elapsed(at: second)
        _ = caretaker.started(0, isCatchingUp: true, at: second)
        #expect(caretaker.ladder.counting == 2)
        _ = caretaker.caughtUp(0, at: second)
        #expect(caretaker.ladder.counting == 3)
    }

    @Test func `a spare that is gained is used`() {
        var caretaker = caretaker { $0.ladder.restartsMax = 0 }
        caretaker.gainedSpare()
        #expect(caretaker.lost(0, .crashed, at: second) == [Order(0, .replace)])
    }
}

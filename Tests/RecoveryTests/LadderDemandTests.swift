import Recovery
import Testing

/// Who fails again and again on one demand, and what of that was slowness.
@Suite struct LadderDemandTests {
    private func ladder() -> Ladder {
        var policy = LadderPolicy()
        policy.restartsMax = nil
        policy.coincidenceNanoseconds = 50
        var ladder = Ladder(replicas: 4, needed: 2, policy: policy)
        for replica in 0..<4 { ladder.started(replica, at: 0) }
        return ladder
    }

    private func lose(
        _ ladder: inout Ladder, _ cause: LossCause, on demand: UInt64?, at now: UInt64
    ) -> Directive? {
        let directive = ladder.lost(0, cause, holding: demand, at: now)
        if case .restart = directive { ladder.started(0, at: now) }
        return directive
    }

    @Test func `two crashes on one demand are enough, whatever lies between`() {
        var ladder = ladder()
        _ = lose(&ladder, .crashed, on: 7, at: 10)
        _ = lose(&ladder, .crashed, on: 8, at: 20)
        #expect(lose(&ladder, .crashed, on: 7, at: 30) == .eject)
    }

    @Test func `slowness on it is tried before it counts`() {
        var ladder = ladder()
        _ = lose(&ladder, .crashed, on: 7, at: 10)
        #expect(lose(&ladder, .silent, on: 7, at: 20) == .await(until: 70))
        #expect(ladder.settle(at: 70) { _ in true } == [Order(0, .eject)])
    }

    /// A start that fails for want of memory is no reason either.
    @Test func `of what it was acquitted it is not found guilty later`() {
        var ladder = ladder()
        _ = lose(&ladder, .crashed, on: 7, at: 10)
        #expect(lose(&ladder, .silent, on: 7, at: 20) == .await(until: 70))
        guard case .restart? = ladder.settle(at: 70, hasWitness: { _ in false }).first?.directive
        else {
            Issue.record("there was no witness")
            return
        }
        _ = ladder.due(at: .max)
        guard case .restart = lose(&ladder, .notStarted, on: nil, at: 80) else {
            Issue.record("it failed on demand 7 once")
            return
        }
        #expect(lose(&ladder, .crashed, on: 7, at: 90) == .eject)
    }

    @Test func `slowness that nobody looked into makes no crash worse`() {
        var ladder = ladder()
        _ = lose(&ladder, .silent, on: 7, at: 10)
        guard case .restart = lose(&ladder, .crashed, on: 7, at: 20) else {
            Issue.record("it may have been the host that was slow")
            return
        }
        #expect(lose(&ladder, .silent, on: 7, at: 30) == .await(until: 80))
    }
}

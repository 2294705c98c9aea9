import Testing
import Voting

/// With so many replicas out that one more failure could not be masked, a run has a time limit.
@Suite struct VoterDegradationTests {
    private static let limit: UInt64 = 10_000

    private func rig(
        _ replicas: Int = 3, agree: Int = 2, _ adjust: (inout VoterPlan) -> Void = { _ in }
    ) -> Rig {
        Rig(replicas, agree: agree) {
            $0.degradedNanosecondsMax = Self.limit
            adjust(&$0)
        }
    }

    private func exchange(_ rig: inout Rig, _ answers: [String?]) -> String {
        rig.give("1\n")
        for (replica, answer) in answers.enumerated() {
            if let answer { rig.say(replica, answer + "\n") }
        }
        return rig.released()
    }

    @Test func `after the limit everything is restrictive, whoever comes back`() {
        var rig = rig()
        rig.voter.willNotReturn(2)
        rig.lose(2)
        #expect(rig.voter.nextInstant == Self.limit)
        rig.pass(Self.limit - 1)
        #expect(exchange(&rig, ["a", "a", nil]) == "a\n")
        rig.pass(1)
        #expect(rig.voter.tally.shutAt == 2)
        #expect(rig.voter.nextInstant == nil)
        #expect(exchange(&rig, ["a", "a", nil]) == "SAFE\n")
        rig.start(2)
        #expect(exchange(&rig, ["a", "a", "a"]) == "SAFE\n")
        // Nor does a restrictive verdict open it again.
        #expect(exchange(&rig, ["a", "b", "c"]) == "SAFE\n")
        #expect(exchange(&rig, ["a", "a", "a"]) == "SAFE\n")
        #expect(rig.voter.tally.agreed == 1 && rig.voter.tally.held == 3)
        #expect(rig.voter.tally.shutAt == 2)
    }

    @Test func `a demand that waits when the limit passes is restrictive`() {
        var rig = rig { $0.deadlineNanoseconds = 2 * Self.limit }
        rig.lose(2)
        rig.start(2)
        rig.give("1\n")
        rig.say(0, "a\n")
        rig.lose(2)
        rig.pass(Self.limit)
        rig.say(1, "a\n")
        #expect(rig.released() == "SAFE\n")
        #expect(rig.voter.tally.shutAt == 1)
    }

    @Test func `who comes back ends it, and the next stretch begins anew`() {
        var rig = rig()
        rig.lose(2)
        rig.pass(Self.limit - 1)
        rig.start(2)
        rig.pass(1)
        rig.lose(2)
        rig.pass(Self.limit - 1)
        #expect(rig.voter.tally.shutAt == 0)
        rig.pass(1)
        #expect(rig.voter.tally.shutAt == 1)
    }

    @Test func `a crash loop is no recovery, a crash is one`() {
        var rig = rig()
        #expect(exchange(&rig, ["a", "a", "a"]) == "a\n")
        rig.give("2\n")
        rig.lose(2)
        rig.start(2)
        for replica in 0..<2 { rig.say(replica, "a\n") }
        rig.pass(2 * Self.limit)
        #expect(rig.voter.tally.shutAt == 0, "a new process, after one that had answered well")
        for _ in 0..<20 {
            rig.give("3\n")
            for replica in 0..<2 { rig.say(replica, "a\n") }
            rig.lose(2)
            rig.start(2)
            rig.pass(Self.limit / 10)
        }
        #expect(rig.voter.tally.shutAt > 0)
    }

    @Test func `a crash loop ends with a good answer`() {
        var rig = rig()
        for _ in 0..<3 {
            rig.give("3\n")
            for replica in 0..<2 { rig.say(replica, "a\n") }
            rig.lose(2)
            rig.start(2)
        }
        #expect(exchange(&rig, ["a", "a", "a"]) == "a\na\na\na\n")
        rig.pass(2 * Self.limit)
        #expect(rig.voter.tally.shutAt == 0)
    }

    @Test(arguments: ["b", nil]) func `a liar and a silent one are out, too`(answer: String?) {
        var rig = rig()
        #expect(exchange(&rig, ["a", "a", answer]) == "a\n")
        rig.pass()
        rig.pass(Self.limit)
        #expect(rig.voter.tally.shutAt == 2)
    }

    @Test func `a restrictive verdict says of nobody that he is out`() {
        var rig = rig()
        #expect(exchange(&rig, ["a", "b", "c"]) == "SAFE\n")
        rig.pass(2 * Self.limit)
        #expect(rig.voter.tally.shutAt == 0)
    }

    @Test func `what a specification accepts is no failure`() {
        var rig = Rig(acceptance: Counter()) { $0.degradedNanosecondsMax = Self.limit }
        rig.give("5\n")
        for (replica, answer) in ["5", "5", "6"].enumerated() { rig.say(replica, answer + "\n") }
        rig.pass(2 * Self.limit)
        #expect(rig.voter.tally.shutAt == 0)
    }

    @Test func `of five with three two may be out, unless only one was declared`() {
        for faults in [nil, FaultHypothesis(crash: 1)] {
            var rig = rig(5, agree: 3) { $0.faults = faults }
            rig.lose(4)
            rig.pass(2 * Self.limit)
            #expect((rig.voter.tally.shutAt > 0) == (faults != nil))
            rig.lose(3)
            rig.pass(2 * Self.limit)
            #expect(rig.voter.tally.shutAt > 0)
        }
    }

    @Test func `before the run has begun nobody is missing`() {
        var rig = Rig(isStarted: false) { $0.degradedNanosecondsMax = Self.limit }
        rig.start(0)
        rig.pass(2 * Self.limit)
        rig.start(1)
        rig.start(2)
        rig.pass(2 * Self.limit)
        #expect(exchange(&rig, ["a", "a", "a"]) == "a\n")
    }

    @Test func `a replica that is being caught up is out`() {
        var rig = rig { $0.isStateful = true }
        #expect(exchange(&rig, ["a", "a", "a"]) == "a\n")
        rig.lose(2)
        rig.start(2)
        rig.now += 2 * Rig.deadline
        rig.voter.lost(2, .died, at: rig.now)
        rig.start(2)
        rig.pass(Self.limit - 2 * Rig.deadline)
        #expect(rig.voter.tally.shutAt == 2)
    }

    @Test func `a limit where no failure is masked is refused`() {
        var plan = VoterPlan(replicas: 3, agree: 3, restrictive: [])
        plan.degradedNanosecondsMax = 1
        #expect(plan.flaw == "degraded from the beginning: no failure is masked")
        plan.degradedNanosecondsMax = nil
        #expect(plan.flaw == nil)
        plan.agree = 2
        plan.faults = FaultHypothesis()
        plan.degradedNanosecondsMax = 1
        #expect(plan.flaw == "degraded from the beginning: no failure is masked")
    }
}

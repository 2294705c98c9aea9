import Testing
import Voting

/// Deadlines that are stretched, and those that adapt.
@Suite struct VoterDeadlineTests {
    /// When the voter is woken for one who answers nothing.
    private func due(_ rig: inout Rig) -> UInt64? {
        rig.give("x\n")
        let due = rig.voter.nextInstant.map { $0 - rig.now }
        for replica in 0..<3 { rig.say(replica, "a\n") }
        return due
    }

    @Test(arguments: [(150, 1500), (400, 4000), (1000, 4000), (10, 1000)])
    func `a deadline is stretched from one to four times`(percent: Int, nanoseconds: UInt64) {
        var rig = Rig()
        rig.voter.stretchDeadlines(percent: percent)
        #expect(due(&rig) == nanoseconds)
        rig.voter.stretchDeadlines(percent: 100)
        #expect(due(&rig) == Rig.deadline)
    }

    @Test func `who is waited for already has the longer deadline, too`() {
        var rig = Rig()
        rig.give("1\n")
        rig.voter.stretchDeadlines(percent: 200)
        rig.pass()
        for replica in 0..<3 { rig.say(replica, "a\n") }
        #expect((0..<3).allSatisfy { rig.ballots($0).agreed == 1 })
    }

    /// Answers so many demands, each after so long.
    private func answer(_ rig: inout Rig, _ count: Int, after nanoseconds: UInt64) {
        for _ in 0..<count {
            rig.give("x\n")
            rig.pass(nanoseconds)
            for replica in 0..<3 { rig.say(replica, "a\n") }
        }
    }

    private func adaptive(floor: UInt64 = 10) -> Rig {
        Rig { $0.deadlineFloorNanoseconds = floor }
    }

    @Test func `before sixteen answers it is the ceiling, then it follows them`() {
        var rig = adaptive()
        answer(&rig, 15, after: 100)
        #expect(due(&rig) == Rig.deadline)
        answer(&rig, 16, after: 100)
        let learnt = due(&rig) ?? 0
        #expect((150...500).contains(learnt))
    }

    @Test func `floor and ceiling hold`() {
        var rig = adaptive(floor: 300)
        answer(&rig, 20, after: 1)
        #expect(due(&rig) == 300)
        rig.voter.stretchDeadlines(percent: 200)
        #expect(due(&rig) == 600)
        rig.voter.stretchDeadlines(percent: 400)
        #expect(due(&rig) == Rig.deadline, "never longer than the ceiling")
    }

    @Test func `a late answer is learnt from as long as it took`() {
        var rig = adaptive()
        answer(&rig, 20, after: 10)
        answer(&rig, 1, after: 900)
        #expect((0..<3).allSatisfy { rig.ballots($0).late == 1 })
        // One answer of a slower regime is enough for the next one like it.
        #expect(due(&rig) == Rig.deadline)
    }

    @Test func `a new process is not held to what its predecessor could do`() {
        var rig = adaptive()
        answer(&rig, 20, after: 10)
        for replica in 0..<3 {
            rig.lose(replica)
            rig.start(replica)
        }
        #expect(due(&rig) == Rig.deadline)
    }

    @Test func `a floor above the ceiling is no plan`() {
        var plan = VoterPlan(replicas: 3, agree: 2, restrictive: [])
        plan.deadlineFloorNanoseconds = plan.deadlineNanoseconds + 1
        #expect(plan.flaw == "the ceiling is below the floor")
    }
}

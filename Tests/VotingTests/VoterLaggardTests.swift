import Testing
import Voting

/// What becomes of the demands that a replica has not been handed yet when it misses a deadline.
@Suite struct VoterLaggardTests {
    /// Three demands; the third replica lies on all, the second has answered none.
    private func lagging(_ adjust: (inout VoterPlan) -> Void = { _ in }) -> Rig {
        var rig = Rig(3, agree: 2, isStarted: true, adjust)
        rig.give("1\n2\n3\n")
        for answer in ["a", "b", "c"] {
            rig.say(0, answer + "\n")
            rig.say(2, "lie\n")
        }
        return rig
    }

    @Test(arguments: [false, true])
    func `a demand that is undecided without it waits for it`(isStateful: Bool) {
        var rig = lagging {
            $0.isStateful = isStateful
            $0.restarts = false
        }
        rig.pass()
        // Its ballot on the first has closed; the others can still be agreed on with it.
        #expect(rig.released() == "SAFE\n")
        rig.say(1, "a\n")
        rig.say(1, "b\n")
        rig.say(1, "c\n")
        #expect(rig.released() == "b\nc\n")
        #expect(rig.handed(to: 1) == "1\n2\n3\n")
        let ballots = rig.ballots(1)
        #expect(ballots.late == 1 && ballots.agreed == 2 && ballots.ballots == 3)
    }

    @Test func `a second missed deadline ends the waiting`() {
        var rig = lagging()
        rig.pass()
        rig.pass()
        #expect(rig.released() == "SAFE\nSAFE\nSAFE\n")
        #expect(rig.condemned.map(\.loss) == [.silent])
        #expect(rig.ballots(1).silent == 1 && rig.ballots(1).absent == 2)
    }

    @Test func `a demand that is decided without it is not asked of it any more`() {
        var rig = Rig()
        rig.give("1\n2\n3\n")
        for answer in ["a", "b", "c"] {
            rig.say(0, answer + "\n")
            if answer != "c" { rig.say(2, answer + "\n") }
        }
        rig.pass()
        // The second is decided; the third is not: the last replica is overdue on it as well.
        rig.say(1, "a\n")
        #expect(rig.handed(to: 1) == "1\n3\n")
        rig.say(1, "c\n")
        #expect(rig.released() == "a\nb\nc\n")
        let ballots = rig.ballots(1)
        #expect(ballots.late == 1 && ballots.absent == 1 && ballots.agreed == 1)
    }

    @Test func `a demand that is decided while it is overdue lets it go`() {
        var rig = Rig(3, agree: 2)
        rig.give("1\n2\n")
        rig.say(0, "a\n")
        rig.say(2, "a\n")
        rig.say(0, "b\n")
        rig.pass(Rig.deadline - 1)
        rig.say(2, "b\n")
        rig.pass(1)
        rig.give("3\n")
        #expect(rig.released() == "a\nb\n")
        rig.say(1, "a\n")
        rig.end()
        rig.say(0, "c\n")
        rig.say(2, "c\n")
        #expect(rig.released() == "c\n")
    }
}

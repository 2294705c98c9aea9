import Testing
import Voting

/// A replica that is taken out by our own doing.
@Suite struct VoterWithdrawalTests {
    @Test func `who holds nothing goes at once, and comes back as any newcomer`() {
        var rig = Rig()
        rig.withdraw(2)
        #expect(rig.condemned.map(\.loss) == [.withdrawn])
        rig.give("1\n")
        #expect(rig.handed(to: 2).isEmpty)
        rig.say(0, "a\n")
        rig.say(1, "a\n")
        #expect(rig.released() == "a\n")
        rig.start(2)
        rig.give("2\n")
        #expect(rig.handed(to: 2) == "2\n")
        #expect(rig.ballots(2).absent == 1 && rig.ballots(2).ballots == 1)
    }

    @Test func `who holds a demand answers it first, and is handed nothing more`() {
        var rig = Rig { $0.inFlight = 2 }
        rig.give("1\n")
        rig.withdraw(2)
        #expect(rig.condemned.isEmpty)
        rig.give("2\n")
        #expect(rig.handed(to: 2) == "1\n")
        rig.say(2, "a\n")
        #expect(rig.condemned.map(\.loss) == [.withdrawn])
        rig.say(0, "a\n")
        #expect(rig.released() == "a\n", "its answer counts")
        rig.say(1, "a\n")
        #expect(rig.ballots(2).agreed == 1)
    }

    @Test func `a demand that was opened with it and needs it is handed to it all the same`() {
        var rig = Rig()
        rig.give("1\n2\n")
        rig.say(0, "a\n")
        rig.say(0, "b\n")
        rig.say(1, "a\n")
        // The third still holds the first demand; the second one is not decided.
        rig.withdraw(2)
        rig.say(1, "x\n")
        #expect(rig.handed(to: 2) == "1\n")
        rig.say(2, "a\n")
        #expect(rig.handed(to: 2) == "2\n" && rig.condemned.isEmpty)
        rig.say(2, "b\n")
        #expect(rig.released() == "a\nb\n")
        #expect(rig.condemned.map(\.loss) == [.withdrawn])
    }

    @Test func `after one deadline it goes with what it holds, which is no fault`() {
        var rig = Rig {
            $0.inFlight = 2
            $0.faults = FaultHypothesis(crash: 0)
        }
        rig.give("1\n2\n")
        rig.withdraw(2)
        for text in ["a\n", "b\n"] {
            for replica in 0..<2 { rig.say(replica, text) }
        }
        rig.pass(Rig.deadline - 100)
        rig.say(2, "a\n")
        #expect(rig.condemned.isEmpty && rig.voter.nextInstant == Rig.deadline)
        rig.pass(100)
        #expect(rig.condemned.map(\.loss) == [.withdrawn])
        #expect(rig.ballots(2).agreed == 1 && rig.ballots(2).absent == 1)
        #expect(rig.voter.tally.beyondFaults == 0)
    }

    @Test func `who misses a deadline on its way out has missed it`() {
        var rig = Rig()
        rig.give("1\n2\n")
        rig.withdraw(2)
        for text in ["a\n", "b\n"] {
            for replica in 0..<2 { rig.say(replica, text) }
        }
        rig.pass()
        #expect(rig.condemned.isEmpty, "late or silent is not known yet")
        rig.pass()
        #expect(rig.condemned.map(\.loss) == [.silent])
        #expect(rig.ballots(2).silent == 1 && rig.ballots(2).absent == 1)
    }

    @Test func `who is shown the history goes at once`() {
        var rig = Rig {
            $0.isStateful = true
            $0.faults = FaultHypothesis(crash: 0)
        }
        rig.give("1\n")
        for replica in 0..<3 { rig.say(replica, "a\n") }
        rig.lose(2)
        rig.condemned = []
        rig.start(2)
        rig.withdraw(2)
        #expect(rig.condemned.map(\.loss) == [.withdrawn])
        #expect(rig.condemned.map(\.isHeld) == [false])
        rig.give("2\n")
        for replica in 0..<2 { rig.say(replica, "b\n") }
        #expect(rig.voter.tally.beyondFaults == 0)
    }

    @Test func `it stays where a quorum would be missing, and says so`() {
        var rig = Rig(2)
        rig.withdraw(0)
        #expect(rig.notices == [.stays(0)])
        rig.give("1\n")
        for replica in 0..<2 { rig.say(replica, "a\n") }
        #expect(rig.released() == "a\n" && rig.condemned.isEmpty)
    }

    @Test func `two do not leave together where one must stay`() {
        var rig = Rig()
        rig.give("1\n")
        rig.withdraw(0)
        rig.withdraw(1)
        #expect(rig.notices == [.stays(1)])
    }

    @Test func `unanimity can miss nobody`() {
        var rig = Rig { $0.policy = "unanimity" }
        rig.withdraw(0)
        #expect(rig.notices == [.stays(0)])
    }

    @Test func `it stays when nobody would start it anew`() {
        var rig = Rig()
        rig.voter.restartsEnded()
        rig.withdraw(0)
        #expect(rig.notices == [.stays(0)])
    }

    @Test(arguments: [false, true])
    func `it is taken back when another is lost meanwhile`(isStateful: Bool) {
        var rig = Rig {
            $0.inFlight = 2
            $0.isStateful = isStateful
        }
        rig.notices = []
        rig.give("1\n")
        rig.withdraw(2)
        rig.give("2\n")
        rig.lose(1)
        #expect(rig.notices == [.stays(2)])
        rig.condemned = []
        rig.voter.willNotReturn(1)
        for text in ["a\n", "b\n"] { rig.say(0, text) }
        rig.say(2, "a\n")
        // With state it is shown what it missed, and that does not count.
        #expect(rig.handed(to: 2) == (isStateful ? "1\n2\n" : "1\n"))
        if isStateful { rig.say(2, "b\n") }
        #expect(rig.released() == "a\nSAFE\n", "that one was opened without it")
        rig.give("3\n")
        rig.say(0, "c\n")
        rig.say(2, "c\n")
        #expect(rig.released() == "c\n" && rig.condemned.isEmpty)
    }

    @Test func `an order for a replica that is away is for nobody`() {
        var rig = Rig()
        rig.lose(0)
        rig.condemned = []
        rig.withdraw(0)
        #expect(rig.condemned.isEmpty && rig.notices.isEmpty)
    }

    @Test func `it is told when a newcomer has seen the history`() {
        var rig = Rig { $0.isStateful = true }
        #expect(rig.notices == [.caughtUp(0), .caughtUp(1), .caughtUp(2)])
        rig.notices = []
        rig.give("1\n")
        for replica in 0..<3 { rig.say(replica, "a\n") }
        rig.lose(2)
        rig.start(2)
        #expect(rig.notices.isEmpty)
        rig.say(2, "a\n")
        #expect(rig.notices == [.caughtUp(2)])
    }
}

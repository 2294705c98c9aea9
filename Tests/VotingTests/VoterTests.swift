import Testing
import Voting

@Suite struct VoterTests {
    @Test func `two equal answers go out without waiting for a hung third`() {
        var rig = Rig()
        rig.give("1\n")
        rig.say(2, "a\n")
        #expect(rig.released() == "")
        rig.say(0, "a\n")
        #expect(rig.released() == "a\n")
        rig.give("2\n")
        rig.say(0, "b\n")
        rig.say(2, "b\n")
        #expect(rig.released() == "b\n")
        #expect(rig.now == 0)
    }

    @Test func `a replica that misses two deadlines is condemned`() {
        var rig = Rig()
        rig.give("1\n")
        rig.say(0, "a\n")
        rig.say(1, "a\n")
        rig.pass()
        #expect(rig.condemned.isEmpty)
        rig.pass()
        #expect(rig.condemned.map(\.loss) == [.silent])
        #expect(rig.ballots(2).silent == 1)
    }

    @Test func `a late answer is compared and makes the replica take part again`() {
        var rig = Rig()
        rig.give("1\n")
        rig.say(0, "a\n")
        rig.say(1, "a\n")
        rig.pass()
        rig.say(2, "b\n")
        #expect(rig.ballots(2).late == 1 && rig.ballots(2).lateDissented == 1)
        rig.give("2\n")
        #expect(rig.handed(to: 2) == "1\n2\n")
    }

    @Test func `an answer that nobody asked for condemns`() {
        var rig = Rig()
        rig.say(1, "a")
        #expect(rig.condemned.map(\.loss) == [.spokeOutOfTurn])
    }

    @Test func `an answer of full length counts and a longer one condemns`() {
        var rig = Rig()
        rig.give("1\n")
        rig.say(0, String(repeating: "x", count: 16) + "\n")
        rig.say(1, String(repeating: "x", count: 17))
        #expect(rig.condemned.map(\.loss) == [.endlessAnswer])
        #expect(rig.condemned.map(\.replica) == [1])
        rig.end()
        rig.say(2, String(repeating: "x", count: 16) + "\n")
        #expect(rig.released() == String(repeating: "x", count: 16) + "\n")
        #expect(rig.ballots(1).malformed == 1)
    }

    @Test func `a frame that names another demand condemns`() {
        var rig = Rig { $0.framing = .frames }
        rig.give("1\n")
        rig.sayFrame(0, 2, "a")
        #expect(rig.condemned.map(\.loss) == [.badFrame])
        rig.sayFrame(1, 1, "a")
        rig.sayFrame(2, 1, "a")
        #expect(rig.released() == "a\n")
    }

    @Test func `a frame that reports a crash closes one ballot and not the replica`() {
        var rig = Rig { $0.framing = .frames }
        rig.give("1\n")
        rig.sayFrame(0, 1, "", kind: .crashed)
        rig.sayFrame(1, 1, "a\nb")
        rig.sayFrame(2, 1, "a")
        #expect(rig.condemned.isEmpty)
        #expect(rig.ballots(0).crashed == 1 && rig.ballots(1).malformed == 1)
        #expect(rig.released() == "SAFE\n")
    }

    @Test func `a zero byte is a byte like any other`() {
        var rig = Rig()
        rig.give("1\n")
        rig.say(0, bytes: [0x61, 0, 0x62, 0x0A])
        rig.say(1, bytes: [0x61, 0, 0x63, 0x0A])
        rig.say(2, bytes: [0x61, 0, 0x62, 0x0A])
        #expect(rig.released() == "a\0b\n")
        #expect(rig.ballots(1).dissented == 1)
    }

    @Test func `a demand that is too long is shown to nobody and answered restrictively`() {
        var rig = Rig { $0.inFlight = 3 }
        rig.give("1\n" + String(repeating: "x", count: 17) + "\n3\n")
        for replica in 0..<3 { rig.say(replica, "a\n") }
        for replica in 0..<3 { rig.say(replica, "c\n") }
        #expect(rig.handed(to: 0) == "1\n3\n")
        #expect(rig.released() == "a\nSAFE\nc\n")
        #expect(rig.ballots(0).absent == 1)
    }

    @Test func `an unterminated last demand counts`() {
        var rig = Rig()
        rig.give("1")
        #expect(rig.handed(to: 0) == "")
        rig.end()
        #expect(rig.handed(to: 0) == "1\n")
    }

    @Test func `an unterminated answer does not count`() {
        var rig = Rig()
        rig.give("1\n")
        rig.say(0, "a")
        rig.lose(0)
        #expect(rig.ballots(0).ballots == 0)
        rig.say(1, "a\n")
        #expect(rig.released() == "")
        rig.say(2, "b\n")
        #expect(rig.released() == "SAFE\n")
        #expect(rig.ballots(0).crashed == 1)
    }

    @Test func `a demand waits for a returning replica one deadline at most`() {
        var rig = Rig()
        rig.lose(0)
        rig.lose(1)
        rig.give("1\n")
        rig.pass(Rig.deadline - 1)
        #expect(rig.released() == "")
        rig.pass(1)
        #expect(rig.released() == "SAFE\n")
    }

    @Test func `a returning replica in time makes the quorum`() {
        var rig = Rig()
        rig.lose(0)
        rig.lose(1)
        rig.give("1\n")
        rig.start(0)
        rig.say(0, "a\n")
        rig.say(2, "a\n")
        #expect(rig.released() == "a\n")
    }

    @Test func `with nobody left the restrictive answer goes out at once`() {
        var rig = Rig { $0.restarts = false }
        for replica in 0..<3 { rig.lose(replica) }
        rig.give("1\n2\n")
        rig.end()
        #expect(rig.released() == "SAFE\nSAFE\n")
        #expect(rig.isFinished == true)
    }

    @Test func `a plan with a deadline beyond all clocks is refused`() {
        var plan = VoterPlan(replicas: 3, agree: 2, restrictive: [])
        plan.deadlineNanoseconds = .max
        #expect(plan.flaw == "the deadline is out of range")
    }
}

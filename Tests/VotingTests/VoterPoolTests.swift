import Testing
import Voting

/// Replicas that sleep until they are needed.
@Suite struct VoterPoolTests {
    /// Two of four are asked and must agree; all processes have settled.
    private func pool(_ adjust: (inout VoterPlan) -> Void = { _ in }) -> Rig {
        var rig = Rig(4, agree: 2) {
            $0.policy = "agree=2,tie=restrictive"
            $0.active = 2
            adjust(&$0)
        }
        rig.settle()
        return rig
    }

    private func asleep(_ rig: borrowing Rig) -> [Int] {
        (0..<4).filter { rig.voter.isAtRest($0) }
    }

    @Test func `only the active ones are asked, and the others are no dissenters`() {
        var rig = pool()
        #expect(asleep(rig) == [2, 3])
        rig.give("1\n")
        #expect((0..<4).map { rig.handed(to: $0) } == ["1\n", "1\n", "", ""])
        rig.say(0, "a\n")
        rig.say(1, "a\n")
        #expect(rig.released() == "a\n")
        rig.end()
        let isFinished = rig.isFinished
        #expect(isFinished)
        #expect((0..<4).map { rig.ballots($0).absent } == [0, 0, 1, 1])
        let masked = rig.voter.tally.masked
        #expect(masked == 0)
        #expect(rig.accounts().isEmpty)
    }

    @Test func `a disagreement wakes one that settles it, and only one`() {
        var rig = pool()
        rig.give("1\n")
        rig.say(0, "a\n")
        rig.say(1, "b\n")
        #expect(rig.released().isEmpty)
        #expect(rig.handed(to: 2) == "1\n" && rig.handed(to: 3).isEmpty)
        #expect(asleep(rig) == [3])
        rig.say(2, "a\n")
        #expect(rig.released() == "a\n")
        let masked = rig.voter.tally.masked
        #expect(masked == 1)
    }

    @Test func `a crash wakes a substitute at once`() {
        var rig = pool()
        rig.give("1\n")
        rig.say(0, "a\n")
        rig.lose(1)
        #expect(rig.handed(to: 2) == "1\n")
        rig.say(2, "a\n")
        #expect(rig.released() == "a\n")
    }

    @Test func `who is late for half of its deadline is not waited for any longer`() {
        var rig = pool()
        rig.give("1\n")
        rig.say(0, "a\n")
        #expect(rig.voter.nextInstant == Rig.deadline / 2)
        rig.pass(Rig.deadline / 2 - 1)
        #expect(rig.handed(to: 2).isEmpty)
        rig.pass(1)
        #expect(rig.handed(to: 2) == "1\n" && rig.handed(to: 3).isEmpty)
        rig.say(2, "a\n")
        #expect(rig.released() == "a\n")
    }

    @Test func `where one was woken in vain all others are, not one after the other`() {
        var rig = Rig(6, agree: 2) {
            $0.policy = "agree=2,tie=restrictive"
            $0.active = 2
        }
        rig.give("1\n")
        rig.say(0, "a\n")
        rig.pass(Rig.deadline / 2)
        #expect((2..<6).map { rig.handed(to: $0) } == ["1\n", "", "", ""])
        rig.pass(Rig.deadline / 2)
        #expect((3..<6).map { rig.handed(to: $0) } == ["1\n", "1\n", "1\n"])
        for replica in 3..<6 { rig.say(replica, "a\n") }
        #expect(rig.released() == "a\n")
    }

    @Test func `nobody is woken where nobody could change it`() {
        var rig = Rig(5, agree: 3) {
            $0.policy = "permit,GO=3"
            $0.active = 3
        }
        rig.settle()
        rig.give("1\n")
        for replica in 0..<3 { rig.say(replica, "SAFE\n") }
        #expect(rig.released() == "SAFE\n")
        #expect(rig.handed(to: 3).isEmpty && rig.handed(to: 4).isEmpty)
        rig.give("2\n")
        rig.say(0, "GO\n")
        rig.say(1, "SAFE\n")
        #expect(rig.handed(to: 3) == "2\n", "now two differ")
    }

    @Test func `who dissented goes to sleep when all is quiet, and the woken one stays`() {
        var rig = pool()
        rig.give("1\n")
        rig.say(0, "a\n")
        rig.say(1, "b\n")
        rig.say(2, "a\n")
        rig.pass(4 * Rig.deadline - 1)
        #expect(asleep(rig) == [3])
        rig.pass(1)
        #expect(asleep(rig) == [1, 3])
        _ = rig.handed(to: 1)
        _ = rig.handed(to: 2)
        rig.give("2\n")
        #expect(rig.handed(to: 1).isEmpty && rig.handed(to: 2) == "2\n")
        // Of two sleepers the one that never erred is woken.
        rig.say(0, "a\n")
        rig.say(2, "b\n")
        #expect(rig.handed(to: 3) == "2\n")
    }

    @Test func `nobody falls asleep before it has answered what it holds`() {
        var rig = pool { $0.inFlight = 2 }
        rig.give("1\n")
        rig.say(0, "a\n")
        rig.say(1, "b\n")
        rig.say(2, "a\n")
        rig.pass(Rig.deadline)
        rig.now += 3 * Rig.deadline - 1
        rig.give("2\n")
        rig.pass(1)
        #expect(asleep(rig) == [3], "the dissenter holds the second")
        rig.give("3\n")
        rig.say(1, "c\n")
        #expect(asleep(rig) == [1, 3])
        #expect(rig.handed(to: 1) == "1\n2\n")
    }

    @Test func `a newcomer sleeps where nobody is missing`() {
        var rig = pool()
        rig.lose(1)
        #expect(asleep(rig) == [3])
        rig.start(1)
        #expect(asleep(rig) == [1, 3])
    }

    @Test func `a process is stopped when it has had the time to settle`() {
        var rig = pool { $0.startupNanoseconds = 5 * Rig.deadline }
        #expect(asleep(rig) == [])
        #expect(rig.voter.nextInstant == 5 * Rig.deadline)
        rig.pass(5 * Rig.deadline)
        #expect(asleep(rig) == [2, 3])
    }

    @Test func `a sleeper with state is shown what it missed before it counts`() {
        var rig = pool { $0.isStateful = true }
        rig.give("1\n2\n")
        for _ in 0..<2 { for replica in 0..<2 { rig.say(replica, "a\n") } }
        #expect(rig.released() == "a\na\n")
        rig.give("3\n")
        rig.say(0, "a\n")
        rig.say(1, "b\n")
        for _ in 0..<2 { rig.say(2, "a\n") }
        #expect(rig.handed(to: 2) == "1\n2\n3\n")
        #expect(rig.released().isEmpty)
        rig.say(2, "a\n")
        #expect(rig.released() == "a\n")
    }

    @Test func `backups take over from a primary`() {
        var rig = Rig(3, agree: 1) {
            $0.policy = "agree=1,tie=lowest"
            $0.active = 1
        }
        rig.give("1\n")
        rig.say(0, "a\n")
        rig.give("2\n")
        rig.lose(0)
        #expect(rig.handed(to: 1) == "2\n")
        rig.say(1, "b\n")
        #expect(rig.released() == "a\nb\n")
    }

    @Test func `fewer than must agree cannot be active`() {
        var plan = VoterPlan(replicas: 3, agree: 2, restrictive: [])
        plan.active = 1
        #expect(plan.flaw == "active must be 2 to 3, not 1")
    }
}

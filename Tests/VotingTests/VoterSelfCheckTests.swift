import Testing
import Voting

/// Replicas that have nothing to answer, and are asked what is known.
@Suite struct VoterSelfCheckTests {
    private static let every: UInt64 = 5000

    private func rig(
        _ replicas: Int = 3, agree: Int = 2, _ adjust: (inout VoterPlan) -> Void = { _ in }
    ) -> Rig {
        Rig(replicas, agree: agree) {
            $0.selfCheck = SelfCheck(
                demand: Array("?".utf8), answer: Array("ok".utf8), everyNanoseconds: Self.every)
            adjust(&$0)
        }
    }

    private func handed(_ rig: inout Rig) -> [String] {
        rig.handed.indices.map { rig.handed(to: $0) }
    }

    @Test func `who is idle is asked, one after the other, and nothing is counted`() {
        var rig = rig()
        rig.pass(Self.every - 1)
        #expect(handed(&rig) == ["", "", ""])
        rig.pass(1)
        #expect(handed(&rig) == ["?\n", "", ""])
        rig.say(0, "ok\n")
        #expect(handed(&rig) == ["", "?\n", ""])
        rig.say(1, "ok\n")
        rig.say(2, "ok\n")
        #expect(handed(&rig) == ["", "", "?\n"])
        rig.pass(Self.every - 1)
        #expect(handed(&rig) == ["", "", ""])
        rig.pass(1)
        #expect(handed(&rig) == ["?\n", "", ""])
        let tally = rig.voter.tally
        #expect(rig.released().isEmpty && rig.condemned.isEmpty && tally.demands == 0)
        #expect(tally.replicas.allSatisfy { $0.ballots == 0 })
    }

    @Test func `a wrong answer, and none within a deadline, are a reason to give a replica up`() {
        var rig = rig()
        rig.pass(Self.every)
        rig.say(0, "no\n")
        #expect(rig.condemned.map(\.loss) == [.selfCheckWrong])
        #expect(rig.condemned.map(\.isHeld) == [false])
        rig.pass(Rig.deadline - 1)
        #expect(rig.condemned.count == 1)
        rig.pass(1)
        #expect(rig.condemned.map(\.replica) == [0, 1])
        #expect(rig.condemned.last?.loss == .selfCheckMissed)
        rig.start(0)
        rig.start(1)
        rig.say(2, "ok\n")
        rig.give("1\n")
        for replica in 0..<3 { rig.say(replica, "a\n") }
        #expect(rig.released() == "a\n")
        #expect((0..<3).map { rig.ballots($0).agreed } == [1, 1, 1])
    }

    @Test func `a demand meanwhile waits for nobody but the one that is asked`() {
        var rig = rig()
        rig.pass(Self.every)
        rig.give("1\n")
        #expect(handed(&rig) == ["?\n", "1\n", "1\n"])
        rig.say(1, "a\n")
        rig.say(2, "a\n")
        #expect(rig.released() == "a\n")
        rig.say(0, "ok\n")
        #expect(rig.handed(to: 0) == "1\n")
        // Its deadline begins with the hand-over.
        rig.pass(Rig.deadline - 1)
        rig.say(0, "a\n")
        #expect((0..<3).map { rig.ballots($0).agreed } == [1, 1, 1])
        #expect(rig.condemned.isEmpty)
    }

    @Test func `who hangs meanwhile leaves its ballot to its successor`() {
        var rig = rig(2)
        rig.pass(Self.every)
        rig.give("1\n")
        rig.say(1, "a\n")
        rig.pass(Rig.deadline)
        #expect(rig.condemned.map(\.loss) == [.selfCheckMissed])
        rig.start(0)
        rig.say(0, "a\n")
        #expect(rig.released() == "a\n")
    }

    @Test func `who has something to answer is not asked`() {
        var rig = rig(1, agree: 1) { $0.startupNanoseconds = 4 * Self.every }
        rig.give("1\n")
        rig.pass(2 * Self.every)
        #expect(rig.handed(to: 0) == "1\n")
        rig.say(0, "a\n")
        rig.pass(Self.every)
        #expect(rig.handed(to: 0) == "?\n")
        rig.end()
        let isFinished = rig.isFinished
        #expect(isFinished)
    }

    @Test func `two words out of turn do not count as an answer`() {
        var early = rig()
        early.now += Self.every
        early.settle(writesInput: false)
        early.say(0, "ok\n")
        #expect(early.condemned.map(\.loss) == [.spokeOutOfTurn])
        var twice = rig()
        twice.pass(Self.every)
        twice.say(0, "ok\nok\n")
        #expect(twice.condemned.map(\.loss) == [.spokeOutOfTurn])
        var endless = rig()
        endless.pass(Self.every)
        endless.say(0, "12345678901234567")
        #expect(endless.condemned.map(\.loss) == [.endlessAnswer])
    }

    @Test func `frames carry the number 0`() {
        var rig = rig { $0.framing = .frames }
        rig.pass(Self.every)
        let header = FrameHeader(length: 1, number: 0)
        #expect(Array(rig.handed(to: 0).utf8) == header.withBytes { Array($0) } + [63])
        rig.sayFrame(0, 0, "ok")
        rig.sayFrame(1, 1, "ok")
        #expect(rig.condemned.map(\.loss) == [.badFrame])
        rig.sayFrame(2, 0, "", kind: .crashed)
        #expect(rig.condemned.map(\.loss) == [.badFrame, .selfCheckWrong])
    }

    @Test func `what stands in front of demands stands in front of it, and the relation decides`() {
        var rig = rig {
            $0.hasFeedback = true
            $0.stamp = StampRule(hasTime: true)
            $0.answer = "whole; v real relation=absolute 0.5"
            $0.restrictive = Array("0".utf8)
            $0.selfCheck?.answer = Array("10".utf8)
        }
        rig.pass(Self.every)
        #expect(rig.handed(to: 0) == "0 0000000000000005000 ?\n")
        rig.say(0, "10.4\n")
        rig.say(1, "10.6\n")
        #expect(rig.condemned.map(\.loss) == [.selfCheckWrong])
    }

    @Test func `with state it is no part of the history`() {
        var rig = rig { $0.isStateful = true }
        rig.give("1\n")
        for replica in 0..<3 { rig.say(replica, "a\n") }
        rig.pass(Self.every)
        _ = handed(&rig)
        rig.say(0, "no\n")
        rig.start(0)
        #expect(rig.handed(to: 0) == "1\n")
        rig.say(0, "a\n")
        #expect(rig.notices.count == 4 && rig.notices.last == .caughtUp(0))
    }

    @Test func `a sleeper is woken for it, and sleeps on or is given up`() {
        var rig = rig(3, agree: 2) { $0.active = 2 }
        rig.settle()
        var rests = [rig.voter.isAtRest(2)]
        rig.pass(Self.every)
        rig.say(0, "ok\n")
        rig.say(1, "ok\n")
        rests.append(rig.voter.isAtRest(2))
        #expect(rig.handed(to: 2) == "?\n")
        rig.say(2, "ok\n")
        rests.append(rig.voter.isAtRest(2))
        #expect(rests == [true, false, true])
        rig.pass(Self.every)
        rig.say(0, "ok\n")
        rig.say(1, "ok\n")
        rig.pass(Rig.deadline)
        #expect(rig.condemned.map(\.loss) == [.selfCheckMissed])
        #expect(rig.condemned.map(\.replica) == [2])
    }

    @Test func `of a pool, one that is half late with it has a sleeper woken beside it`() {
        var rig = rig(3, agree: 2) { $0.active = 2 }
        rig.settle()
        rig.pass(Self.every)
        rig.give("1\n")
        _ = handed(&rig)
        rig.pass(Rig.deadline / 2)
        #expect(rig.handed(to: 2) == "1\n")
        rig.say(1, "a\n")
        rig.say(2, "a\n")
        #expect(rig.released() == "a\n")
    }

    @Test func `a plan with an impossible one is refused`() {
        var plan = VoterPlan(replicas: 2, agree: 2, restrictive: Array("SAFE".utf8))
        plan.selfCheck = SelfCheck(demand: [10], answer: [], everyNanoseconds: 1)
        #expect(plan.flaw == "the self-check holds a line feed")
        plan.selfCheck = SelfCheck(demand: [], answer: [], everyNanoseconds: 0)
        #expect(plan.flaw == "the self-check's interval is out of range")
    }
}

import Testing
import Voting

/// Demands that were admitted already when a replica that they still need is lost.
@Suite struct VoterAwaitingTests {
    /// The first replica runs ahead; the second and the third are lost with the first demand.
    private func ahead(_ adjust: (inout VoterPlan) -> Void = { _ in }) -> Rig {
        var rig = Rig { adjust(&$0) }
        rig.give("1\n2\n3\n4\n")
        rig.say(0, "1\n")
        rig.say(0, "2\n")
        rig.say(0, "3\n")
        rig.say(0, "4\n")
        rig.lose(1)
        rig.lose(2)
        return rig
    }

    @Test func `a restart turns no demand restrictive but the one that was held`() {
        var rig = ahead()
        #expect(rig.released() == "SAFE\n", "both were lost with it")
        _ = rig.handed(to: 1)
        rig.start(1)
        #expect(rig.handed(to: 1) == "2\n")
        for answer in ["2\n", "3\n", "4\n"] { rig.say(1, answer) }
        #expect(rig.released() == "2\n3\n4\n")
        rig.end()
        rig.start(2)
        let isFinished = rig.isFinished
        #expect(isFinished)
        #expect((0..<3).map { rig.ballots($0).ballots } == [4, 4, 4])
        #expect(rig.ballots(2).absent == 3)
    }

    @Test func `a newcomer with state answers them when it has been shown the history`() {
        var rig = ahead { $0.isStateful = true }
        rig.start(1)
        rig.say(1, "1\n")
        for answer in ["2\n", "3\n", "4\n"] { rig.say(1, answer) }
        #expect(rig.released() == "SAFE\n2\n3\n4\n")
    }

    @Test func `they wait for one deadline at most, whoever comes and goes`() {
        var rig = ahead { $0.isStateful = true }
        #expect(rig.voter.nextInstant == Rig.deadline)
        rig.pass(Rig.deadline / 2)
        rig.start(1)
        rig.lose(1)
        rig.start(2)
        #expect(rig.released() == "SAFE\n")
        rig.pass(Rig.deadline / 2)
        #expect(rig.released() == "SAFE\nSAFE\nSAFE\n")
    }

    @Test func `nobody waits for who does not come back`() {
        var rig = ahead()
        rig.voter.willNotReturn(1)
        rig.settle()
        #expect(rig.released() == "SAFE\n", "the third may")
        rig.voter.restartsEnded()
        rig.settle()
        #expect(rig.released() == "SAFE\nSAFE\nSAFE\n")
    }

    @Test func `a verdict that does not need it does not wait`() {
        var rig = Rig()
        rig.give("1\n2\n3\n")
        for replica in 0..<2 { rig.say(replica, "1\n") }
        rig.lose(2)
        for replica in 0..<2 { rig.say(replica, "2\n") }
        #expect(rig.released() == "1\n2\n" && rig.ballots(2).absent == 1)
    }

    @Test func `who hung has been waited for already`() {
        var rig = Rig(2)
        rig.give("1\n2\n")
        rig.say(0, "1\n")
        rig.say(0, "2\n")
        rig.pass()
        rig.pass()
        #expect(rig.condemned.map(\.loss) == [.silent])
        #expect(rig.released() == "SAFE\nSAFE\n")
    }
}

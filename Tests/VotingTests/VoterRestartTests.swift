import Testing
import Voting

@Suite struct VoterRestartTests {
    @Test func `after a stop a demand that waited for a replica wakes nobody any more`() {
        var rig = Rig()
        rig.lose(0)
        rig.lose(1)
        rig.give("1\n")
        #expect(rig.voter.nextInstant == Rig.deadline)
        rig.voter.stop()
        rig.pass(5 * Rig.deadline)
        #expect(rig.voter.nextInstant == nil)
        #expect(rig.isFinished == true)
    }

    @Test func `a stop waits for the ballot of a replica that missed its deadline`() {
        var rig = Rig()
        rig.give("1\n")
        rig.say(0, "a\n")
        rig.say(1, "a\n")
        rig.voter.stop()
        rig.pass()
        #expect(rig.isFinished == false)
        rig.pass()
        #expect(rig.isFinished == true)
        #expect(rig.ballots(2).ballots == 1)
        #expect(rig.ballots(2).silent == 1)
    }

    @Test func `when restarts have ended nobody waits for a replica that is lost afterwards`() {
        var rig = Rig()
        rig.voter.restartsEnded()
        rig.lose(0)
        rig.lose(1)
        rig.give("1\n")
        #expect(rig.released() == "SAFE\n")
    }

    @Test func `when restarts have ended a dissenter with state goes on as it is`() {
        var rig = Rig { $0.isStateful = true }
        rig.voter.restartsEnded()
        rig.give("1\n")
        for (replica, answer) in ["a\n", "a\n", "b\n"].enumerated() { rig.say(replica, answer) }
        rig.settle()
        #expect(rig.condemned.isEmpty)
    }

    @Test func `an answer to a demand that is not yet written is out of turn`() {
        var rig = Rig()
        rig.handed = [[], [], []]
        let room = rig.voter.demandRoom()
        room.copyBytes(from: Array("1\n".utf8))
        rig.voter.receivedDemands(2)
        rig.settle(writesInput: false)
        rig.voter.wroteInput(of: 0, 1)
        rig.say(0, "a\n")
        #expect(rig.condemned.map(\.loss) == [.spokeOutOfTurn])
        #expect(rig.condemned.map(\.demand) == [1])
    }

    @Test func `a late answer is compared though the verdict falls later`() {
        var rig = Rig()
        rig.give("1\n2\n")
        rig.say(0, "a\n")
        rig.pass(500)
        rig.say(1, "a\n")
        rig.say(2, "a\n")
        rig.pass(600)
        rig.say(0, "b\n")
        #expect(rig.released() == "a\n")
        rig.say(1, "b\n")
        rig.say(2, "b\n")
        #expect(rig.released() == "b\n")
        #expect(rig.ballots(0).late == 1)
        #expect(rig.ballots(0).lateDissented == 0)
    }

    @Test func `a condemnation of the old process never reaches the new one`() {
        var rig = Rig()
        rig.voter.answerRoom(of: 0).copyBytes(from: Array("x\n".utf8))
        rig.voter.receivedAnswers(of: 0, 2, at: rig.now)
        rig.voter.started(0, at: rig.now)
        rig.settle()
        #expect(rig.condemned.isEmpty)
    }

    @Test func `a dissenter with state that is then late is given up all the same`() {
        var rig = Rig { $0.isStateful = true }
        rig.give("1\n2\n")
        rig.say(2, "b\n")
        rig.say(0, "a\n")
        rig.pass(600)
        // Its second demand is overdue before its dissent is known, for the first one is open.
        rig.say(1, "a\n")
        rig.say(2, "late\n")
        rig.settle()
        #expect(rig.condemned.map(\.loss) == [.dissented])
    }
}

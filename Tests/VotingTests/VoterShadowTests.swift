import Testing
import Voting

/// Replicas 0 to 2 vote, 3 is a shadow.
@Suite struct VoterShadowTests {
    private func rig(
        isStateful: Bool = false, _ adjust: (inout VoterPlan) -> Void = { _ in }
    ) -> Rig {
        Rig {
            $0.shadows = 1
            $0.isStateful = isStateful
            adjust(&$0)
        }
    }

    private func vote(_ rig: inout Rig, _ answers: [String] = ["a", "a", "a"]) {
        rig.give("1\n")
        for (replica, answer) in answers.enumerated() { rig.say(replica, answer + "\n") }
    }

    @Test func `it is asked and compared, and the verdict does not know it`() {
        var rig = rig()
        vote(&rig, ["a", "b", "c"])
        rig.say(3, "a\n")
        #expect(rig.released() == "SAFE\n")
        vote(&rig)
        rig.say(3, "b\n")
        vote(&rig)
        rig.say(3, "a\n")
        #expect(rig.released() == "a\na\n")
        #expect(rig.handed(to: 3) == "1\n1\n1\n")
        let shadow = rig.ballots(3)
        #expect(shadow.agreed == 1 && shadow.dissented == 2 && shadow.ballots == 3)
        #expect(rig.voter.tally.masked == 0)
        #expect(rig.accounts().map(\.ballots.count) == [3])
    }

    @Test func `one that never answers delays nothing, for ever`() {
        var rig = rig()
        rig.voter.willNotReturn(3)
        for _ in 0..<100 { vote(&rig) }
        #expect(rig.released() == String(repeating: "a\n", count: 100))
        #expect(rig.voter.tally.demands == 100 && rig.condemned.map(\.replica) == [])
        rig.end()
        rig.pass()
        rig.pass()
        #expect(rig.condemned.map(\.replica) == [3])
        #expect(rig.isFinished == true)
        #expect(rig.ballots(3).silent == 1 && rig.ballots(3).absent == 99)
        #expect((0..<3).map { rig.ballots($0).agreed } == [100, 100, 100])
    }

    @Test func `what it says after its slot was needed is compared all the same`() {
        var rig = rig()
        for _ in 0..<20 { vote(&rig) }
        rig.say(3, "a\n")
        #expect(rig.ballots(3).late == 1 && rig.ballots(3).lateDissented == 0)
        vote(&rig)
        rig.say(3, "b\n")
        rig.end()
        #expect(rig.ballots(3).dissented == 1 && rig.ballots(3).ballots == 21)
        #expect(rig.isFinished == true)
    }

    @Test func `one that does not take its demands in keeps nobody else's bytes`() {
        var rig = rig { $0.demandBytesMax = 600_000 }
        let longest = String(repeating: "7", count: 600_000)
        for _ in 0..<12 {
            rig.voter.demandRoom().copyBytes(from: Array((longest + "\n").utf8))
            rig.voter.receivedDemands(longest.utf8.count + 1)
            rig.voter.advance(to: rig.now)
            for replica in 0..<3 {
                rig.voter.wroteInput(of: replica, rig.voter.pendingInput(of: replica).count)
            }
            for replica in 0..<3 {
                rig.voter.answerRoom(of: replica).copyBytes(from: Array("a\n".utf8))
                rig.voter.receivedAnswers(of: replica, 2, at: rig.now)
            }
            rig.voter.advance(to: rig.now)
        }
        #expect(rig.voter.tally.agreed == 12)
    }

    @Test func `with state it is caught up, and a dissent has it rebuilt`() {
        var rig = rig(isStateful: true)
        vote(&rig)
        rig.say(3, "a\n")
        vote(&rig)
        rig.say(3, "b\n")
        rig.pass(0)
        #expect(rig.condemned.map(\.replica) == [3])
        rig.start(3)
        _ = rig.handed(to: 3)
        rig.say(3, "a\na\n")
        vote(&rig)
        #expect(rig.handed(to: 3) == "1\n")
        rig.say(3, "a\n")
        #expect(rig.ballots(3).agreed == 2 && rig.ballots(3).dissented == 1)
    }

    @Test func `with state one that is behind is shown what it missed`() {
        var rig = rig(isStateful: true)
        for _ in 0..<20 { vote(&rig) }
        for _ in 0..<20 { rig.say(3, "a\n") }
        vote(&rig)
        rig.say(3, "a\n")
        #expect(rig.condemned.map(\.replica) == [])
        #expect(rig.ballots(3).agreed > 0)
        #expect(rig.handed(to: 3) == String(repeating: "1\n", count: 21))
    }

    @Test func `a run begins and ends without it`() {
        var rig = Rig(isStarted: false) { $0.shadows = 1 }
        for replica in 0..<3 { rig.start(replica) }
        vote(&rig)
        rig.end()
        #expect(rig.released() == "a\n")
        #expect(rig.isFinished == true)
    }

    @Test func `what a machine says of it concerns nobody else`() {
        var rig = Rig(acceptance: Counter()) { $0.shadows = 1 }
        rig.give("5\n")
        for (replica, answer) in ["5", "5", "6", "1"].enumerated() {
            rig.say(replica, answer + "\n")
        }
        #expect(rig.ballots(3).rejected == 1)
        #expect((0..<3).map { rig.ballots($0).rejected } == [0, 0, 0])
    }

    @Test func `64 seats are the most`() {
        var plan = VoterPlan(replicas: 3, agree: 2, restrictive: [])
        plan.shadows = 61
        #expect(plan.flaw == nil)
        plan.shadows = 62
        #expect(plan.flaw == "replicas and shadows must be 1 to 64, not 3 and 62")
    }
}

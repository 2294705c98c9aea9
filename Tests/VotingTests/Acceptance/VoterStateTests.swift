import Testing
import Voting

/// What a specification with state adds: each replica is held against its own answers so far.
@Suite struct VoterStateTests {
    private let test = Counter()

    private func stateful(_ adjust: (inout VoterPlan) -> Void = { _ in }) -> Rig {
        var rig = Rig(acceptance: test) {
            $0.isStateful = true
            adjust(&$0)
        }
        // Correct replicas whose totals differ from now on.
        exchange(&rig, "5", ["5", "6", "5"])
        return rig
    }

    private func exchange(_ rig: inout Rig, _ demand: String, _ answers: [String]) {
        rig.give(demand + "\n")
        for (replica, answer) in answers.enumerated() where !answer.isEmpty {
            rig.say(replica, answer + "\n")
        }
    }

    @Test func `every process of a replica begins, the first one too, before it is judged`() {
        var rig = stateful()
        #expect(test.log.prefix(3) == ["0 begins", "1 begins", "2 begins"])
        rig.lose(1)
        rig.start(1)
        #expect(test.log.last == "1 begins")
    }

    @Test func `a replica that was allowed to differ goes on from its own state`() {
        var rig = stateful()
        exchange(&rig, "3", ["8", "9", "9"])
        #expect(rig.released() == "5\n9\n")
        #expect((0..<3).map { rig.ballots($0).rejected } == [0, 0, 0])
        #expect(rig.condemned.isEmpty, "what is accepted makes no state suspect")
    }

    @Test func `a stateful replica whose answer is rejected is given up, agreement or not`() {
        var rig = stateful()
        exchange(&rig, "3", ["1", "9", "8"])
        rig.settle()
        #expect(rig.released() == "5\nSAFE\n")
        #expect(rig.condemned.map(\.replica) == [0])
        #expect(rig.condemned.map(\.loss) == [.rejected])
        #expect(rig.ballots(0).rejected == 1)
    }

    @Test func `without a rebuilt state everything is rejected until it begins anew`() {
        var rig = Rig(acceptance: test)
        exchange(&rig, "5", ["9", "5", "5"])
        exchange(&rig, "1", ["6", "6", "6"])
        #expect(rig.condemned.isEmpty && rig.ballots(0).rejected == 2)
        rig.lose(0)
        rig.start(0)
        exchange(&rig, "2", ["2", "8", "8"])
        #expect(rig.ballots(0).rejected == 2 && rig.ballots(0).dissented == 1)
    }

    @Test func `a replayed answer is judged, and may be another than was agreed on`() {
        var rig = stateful()
        exchange(&rig, "3", ["8", "9", "8"])
        rig.lose(1)
        rig.start(1)
        rig.say(1, "6\n9\n")
        #expect(rig.condemned.map(\.loss) == [.died])
        exchange(&rig, "1", ["9", "10", "9"])
        #expect(rig.ballots(1).dissented == 3 && rig.ballots(1).rejected == 0)
    }

    @Test func `a replayed answer that is rejected condemns, agreed verdict or none`() {
        var rig = stateful()
        exchange(&rig, "3", ["8", "9", "9"])
        exchange(&rig, "1", ["9", "10", "11"])
        rig.lose(1)
        rig.start(1)
        // The third was answered restrictively: nothing to be held against was agreed on.
        rig.say(1, "5\n8\n99\n")
        #expect(rig.condemned.map(\.loss) == [.died, .rejected])
    }

    @Test func `a demand outside of the contract is in no replay`() {
        var rig = stateful()
        rig.give("x\n")
        exchange(&rig, "3", ["8", "9", "8"])
        rig.lose(1)
        rig.start(1)
        _ = rig.handed(to: 1)
        rig.start(1)
        #expect(rig.handed(to: 1) == "5\n")
        rig.say(1, "5\n")
        #expect(rig.handed(to: 1) == "3\n")
        rig.say(1, "8\n")
        exchange(&rig, "1", ["9", "9", "9"])
        #expect(rig.ballots(1).agreed == 1 && rig.voter.tally.outside == 1)
    }

    @Test func `late answers are judged in their order, also when the demand is long gone`() {
        var rig = Rig(acceptance: test)
        exchange(&rig, "5", ["5", "5", ""])
        rig.pass()
        // The others go on; the slot of the first demand is freed.
        exchange(&rig, "3", ["8", "8", ""])
        rig.say(2, "6\n")
        #expect(test.log.last == "2: 5 = 6")
        #expect(rig.ballots(2).late == 1 && rig.ballots(2).lateRejected == 0)
        exchange(&rig, "1", ["9", "9", "7"])
        #expect(rig.ballots(2).rejected == 0, "its state is that after the late answer")
    }

    @Test func `a late answer that is rejected is counted, and spoils what follows`() {
        var rig = Rig(acceptance: test)
        exchange(&rig, "5", ["5", "5", ""])
        rig.pass()
        rig.say(2, "99\n")
        #expect(rig.ballots(2).late == 1)
        #expect(rig.ballots(2).lateRejected == 1 && rig.ballots(2).lateDissented == 1)
        exchange(&rig, "1", ["6", "6", "6"])
        #expect(rig.ballots(2).rejected == 1)
    }

    @Test func `that is so, too, while the others may still answer in time`() {
        var rig = Rig(acceptance: test)
        rig.give("5\n1\n")
        rig.say(2, "5\n")
        rig.pass(500)
        rig.say(0, "5\n")
        rig.say(1, "5\n")
        rig.pass(600)
        // Its second deadline has passed, theirs have not.
        rig.say(2, "99\n")
        rig.say(0, "6\n")
        rig.say(1, "6\n")
        #expect(rig.released() == "5\n6\n")
        #expect(rig.ballots(2).late == 1 && rig.ballots(2).lateRejected == 1)
        #expect(rig.ballots(2).lateDissented == 1)
        exchange(&rig, "1", ["7", "7", "7"])
        #expect(rig.ballots(2).rejected == 1)
    }

    @Test func `what only the schema cannot read hides the state as well`() {
        var rig = Rig(acceptance: test) { $0.answer = "whole; total integer range=0..9" }
        exchange(&rig, "9", ["9", "9", "10"])
        exchange(&rig, "-1", ["9", "9", "9"])
        #expect(rig.ballots(2).malformed == 1 && rig.ballots(2).rejected == 1)
    }

    @Test func `what is malformed hides the state, and nothing after it is accepted`() throws {
        var rig = Rig(acceptance: test) {
            $0.framing = .frames
            $0.restarts = false
        }
        rig.give("5\n")
        rig.sayFrame(0, 1, "5\n5")
        rig.sayFrame(1, 1, "5")
        rig.sayFrame(2, 1, "5")
        rig.give("3\n")
        for replica in 0..<3 { rig.sayFrame(replica, 2, "8") }
        #expect(rig.ballots(0).malformed == 1 && rig.ballots(0).rejected == 1)
        let account = try #require(rig.accounts().last)
        let reason = String(decoding: account.ballots[0].reason, as: UTF8.self)
        #expect(reason.contains("could not be read"))
        rig.lose(0)
        rig.start(0)
        rig.give("1\n")
        rig.sayFrame(0, 3, "1")
        rig.sayFrame(1, 3, "9")
        rig.sayFrame(2, 3, "9")
        #expect(rig.ballots(0).rejected == 1 && rig.ballots(0).dissented == 1)
    }

    @Test func `a replica is asked and judged in the order of its demands`() {
        var rig = Rig(2, agree: 2, acceptance: test) { $0.inFlight = 3 }
        rig.give("1\n2\n3\n")
        rig.say(0, "1\n3\n6\n")
        rig.say(1, "1\n4\n")
        rig.say(1, "7\n")
        let own = test.log.filter { $0.hasPrefix("1:") }
        #expect(own == ["1: 1 = 1", "1: 2 = 4", "1: 3 = 7"])
    }
}

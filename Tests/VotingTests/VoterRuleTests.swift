import Testing
import Voting

/// What the configuration of the vote adds to the stream's voter.
@Suite struct VoterRuleTests {
    /// Gives a demand and its answers, all in time.
    private func exchange(_ rig: inout Rig, _ answers: [String]) -> String {
        rig.give("d\n")
        for (replica, answer) in answers.enumerated() where !answer.isEmpty {
            rig.say(replica, answer + "\n")
        }
        return rig.released()
    }

    @Test func `a latch holds agreed answers back, and counts them`() {
        var rig = Rig { $0.latch = .agreed(inARow: 2) }
        #expect(exchange(&rig, ["A", "A", "A"]) == "A\n")
        #expect(exchange(&rig, ["A", "B", "C"]) == "SAFE\n")
        #expect(exchange(&rig, ["A", "A", "B"]) == "SAFE\n")
        #expect(exchange(&rig, ["A", "A", "A"]) == "SAFE\n")
        #expect(exchange(&rig, ["A", "A", "A"]) == "A\n")
        let tally = rig.voter.tally
        #expect(tally.agreed == 2 && tally.restrictive == 3 && tally.held == 2)
        #expect(tally.masked == 0, "nothing was let out in spite of the dissent")
        // Who said what was agreed on is no dissenter because the latch was closed.
        #expect(rig.ballots(0).agreed == 4 && rig.ballots(0).dissented == 1)
        #expect(rig.ballots(2).agreed == 3 && rig.ballots(2).dissented == 2)
    }

    @Test func `a record that the latch holds back is restrictive`() throws {
        var rig = Rig {
            $0.latch = .forever
            $0.output = .records
        }
        _ = exchange(&rig, ["A", "B", "C"])
        let line = Array(exchange(&rig, ["A", "A", "A"]).utf8.dropLast())
        let record = try line.withUnsafeBytes {
            try VerdictRecord.decode($0, answerBytesMax: 100)
        }
        #expect(record.kind == .restrictive)
        #expect(Array(line[record.answer]) == Array("SAFE".utf8))
    }

    @Test func `who dissents so many times in a row is given up like a crashed one`() {
        var rig = Rig { $0.dissentLimit = 2 }
        _ = exchange(&rig, ["A", "A", "B"])
        _ = exchange(&rig, ["A", "A", "A"])
        _ = exchange(&rig, ["A", "A", "B"])
        #expect(rig.condemned.isEmpty, "an agreement in between begins the count anew")
        _ = exchange(&rig, ["A", "A", "B"])
        #expect(rig.condemned.map(\.replica) == [2])
        #expect(rig.condemned.map(\.loss) == [.dissented])
        #expect(exchange(&rig, ["A", "A", ""]) == "A\n")
        #expect(rig.ballots(2).absent == 1)
    }

    @Test func `a new process begins with no dissent`() {
        var rig = Rig { $0.dissentLimit = 2 }
        _ = exchange(&rig, ["A", "A", "B"])
        _ = exchange(&rig, ["A", "A", "B"])
        rig.start(2)
        _ = exchange(&rig, ["A", "A", "B"])
        #expect(rig.condemned.count == 1)
    }

    @Test func `more failures than were declared are counted, and the first is named`() {
        var rig = Rig(5, agree: 3) {
            $0.faults = FaultHypothesis(crash: 1, symmetric: 1, asymmetric: 0)
        }
        _ = exchange(&rig, ["A", "A", "A", "A", "A"])
        _ = exchange(&rig, ["A", "A", "A", "A", "B"])
        rig.lose(3)
        _ = exchange(&rig, ["A", "A", "A", "", "B"])
        #expect(rig.voter.tally.beyondFaults == 0)
        _ = exchange(&rig, ["A", "A", "C", "", "B"])
        #expect(rig.voter.tally.beyondFaults == 1)
        #expect(rig.voter.tally.firstBeyondFaults == 4)
    }

    @Test func `a demand that is too long is nobody's failure`() {
        var rig = Rig { $0.faults = FaultHypothesis(crash: 0, symmetric: 1, asymmetric: 0) }
        rig.give("a demand that is too long\n")
        #expect(rig.released() == "SAFE\n")
        #expect(rig.voter.tally.restrictive == 1 && rig.voter.tally.beyondFaults == 0)
    }

    @Test func `who agrees in one field only was not right`() {
        var rig = Rig {
            $0.answer = "a text; b text"
            $0.fieldPolicies = [1: "agree"]
            $0.faults = FaultHypothesis(crash: 0, symmetric: 1, asymmetric: 0)
        }
        _ = exchange(&rig, ["x 1", "x 1", "x 2"])
        #expect(rig.voter.tally.beyondFaults == 0)
        // Any two differ, so two at least are wrong.
        #expect(exchange(&rig, ["x 1", "x 2", "y 2"]) == "SAFE\n")
        #expect(rig.voter.tally.beyondFaults == 1)
    }

    @Test func `giving a laggard up for its dissent lets the waiting demands in at once`() {
        var rig = Rig {
            $0.window = 2
            $0.inFlight = 2
            $0.dissentLimit = 1
            $0.restarts = false
        }
        rig.give("1\n2\n3\n4\n")
        for replica in [0, 1] { rig.say(replica, "A\n") }
        for replica in [0, 1] { rig.say(replica, "A\n") }
        #expect(rig.released() == "A\nA\n")
        #expect(rig.handed(to: 0) == "1\n2\n", "the window is full of what the third still holds")
        rig.say(2, "B\n")
        #expect(rig.condemned.map(\.loss) == [.dissented])
        #expect(rig.handed(to: 0) == "3\n4\n", "both slots are free")
    }

    @Test func `long answers leave no room behind in every slot`() {
        var rig = Rig {
            $0.answer = "whole; a text relation=set"
            $0.answerBytesMax = 60_000
            $0.window = 8
        }
        let long = Array(repeating: "w", count: 25_000).joined(separator: " ")
        for _ in 0..<8 { _ = exchange(&rig, [long, long, long]) }
        #expect(rig.voter.tally.agreed == 8)
        #expect(rig.voter.keptByteCount <= 8 * 3 * ReadAnswer.keptBytesMax)
    }

    @Test func `the waiting that early verdicts save is counted`() {
        var rig = Rig()
        rig.give("d\n")
        rig.say(0, "A\n")
        rig.say(1, "A\n")
        #expect(rig.released() == "A\n")
        rig.now += 300
        rig.say(2, "A\n")
        #expect(rig.voter.tally.savedNanoseconds == 300)
    }

    @Test func `an answer that the schema cannot read is malformed, and its replica lives on`() {
        var rig = Rig {
            $0.answer = "speed real range=0..120 relation=absolute 0.5"
        }
        #expect(exchange(&rig, ["80.2", "80", "999"]) == "80.2\n")
        #expect(exchange(&rig, ["x", "80", "80"]) == "80\n")
        #expect(rig.ballots(2).malformed == 1 && rig.ballots(0).malformed == 1)
        #expect(rig.condemned.isEmpty)
        #expect(rig.ballots(1).agreed == 2)
    }

    @Test func `a late answer within the tolerance is no dissent`() {
        for (late, dissents) in [("80.4", UInt64(0)), ("81", 1)] {
            var rig = Rig {
                $0.answer = "speed real relation=absolute 0.5"
            }
            rig.give("d\n")
            rig.say(0, "80\n")
            rig.say(1, "80\n")
            rig.pass()
            rig.say(2, late + "\n")
            #expect(rig.ballots(2).late == 1)
            #expect(rig.ballots(2).lateDissented == dissents, "\(late)")
        }
    }

    @Test func `fields that are ignored may differ in a replayed answer`() {
        var rig = Rig {
            $0.answer = "value integer; stamp text relation=ignored"
            $0.isStateful = true
        }
        _ = exchange(&rig, ["1 a", "1 b", "1 c"])
        rig.lose(2)
        rig.start(2)
        rig.say(2, "1 zz\n")
        #expect(rig.condemned.map(\.loss) == [.died])
        _ = exchange(&rig, ["2 a", "2 b", "2 c"])
        #expect(rig.ballots(2).agreed == 2)
    }

    @Test func `an ordered answer is the most permissive that enough replicas allow`() {
        var rig = Rig {
            $0.policy = "allow,more=higher"
            $0.answer = "speed real"
        }
        #expect(exchange(&rig, ["80", "120", "100"]) == "100\n")
        // Both that allow at least so much carry it.
        #expect(rig.ballots(1).agreed == 1 && rig.ballots(0).dissented == 1)
    }

    @Test func `the restrictive answer itself may need fewer`() {
        var plan = VoterPlan(replicas: 3, agree: 2, restrictive: Array("STOP".utf8))
        plan.policy = "permit,STOP=1,GO=2"
        #expect(plan.flaw == nil)
        plan.restrictive = Array("HALT".utf8)
        #expect(plan.flaw == "policy: releases on 1, less than agree: 2")
    }

    @Test func `unanimity that must be confirmed is held, in the order of the demands`() {
        var rig = Rig { $0.policy = "unanimity,confirm=3" }
        let released = ["AAA", "AAA", "AAA", "AAB", "AAA", "AAA", "AAA"].map { answers in
            exchange(&rig, answers.map { String($0) })
        }
        #expect(released == ["SAFE\n", "SAFE\n", "A\n", "SAFE\n", "SAFE\n", "SAFE\n", "A\n"])
        #expect(rig.voter.tally.held == 4)
        #expect(rig.ballots(0).agreed == 6, "who was held is no dissenter")
    }

    @Test func `a policy that may release on too little is no plan`() {
        var plan = VoterPlan(replicas: 5, agree: 3, restrictive: Array("SAFE".utf8))
        for policy in ["mean", "median", "history", "plurality"] {
            plan.policy = policy
            plan.answer = "whole; x real"
            let flaw = plan.flaw ?? "none"
            #expect(flaw.hasPrefix("policy: "), "\(policy): \(flaw)")
        }
        plan.policy = "agree=2,tie=lowest"
        #expect(plan.flaw == "policy: releases on 2, less than agree: 3")
    }
}

import Testing
import Voting

@Suite struct VoterHistoryTests {
    private func rig(_ adjust: (inout VoterPlan) -> Void = { _ in }) -> Rig {
        var rig = Rig {
            $0.isStateful = true
            adjust(&$0)
        }
        rig.give("1\n2\n")
        for answer in ["a\n", "b\n"] { for replica in 0..<3 { rig.say(replica, answer) } }
        return rig
    }

    @Test func `a newcomer is shown the history before it counts`() {
        var rig = rig()
        rig.lose(2)
        rig.start(2)
        _ = rig.handed(to: 2)
        rig.give("3\n")
        rig.say(2, "a\nb\n")
        rig.say(2, "c\n")
        rig.say(0, "c\n")
        #expect(rig.released() == "a\nb\n")
        rig.say(1, "c\n")
        #expect(rig.released() == "c\n")
        #expect(rig.ballots(2).absent == 1 && rig.condemned.map(\.loss) == [.died])
        rig.give("4\n")
        rig.say(2, "d\n")
        rig.say(0, "d\n")
        #expect(rig.released() == "d\n")
    }

    @Test func `a newcomer that answers the history differently is condemned`() {
        var rig = rig()
        rig.lose(2)
        rig.start(2)
        rig.say(2, "a\nx\n")
        #expect(rig.condemned.last?.loss == .replayDiffered)
    }

    @Test func `a dissenter is started anew`() {
        var rig = rig()
        rig.give("3\n")
        for (replica, answer) in ["c\n", "c\n", "x\n"].enumerated() { rig.say(replica, answer) }
        rig.settle()
        #expect(rig.condemned.map(\.loss) == [.dissented])
        #expect(rig.ballots(2).dissented == 1)
    }

    @Test func `answers too long to be kept end the history, and are not merely left uncompared`() {
        var rig = Rig {
            $0.isStateful = true
            $0.answerBytesMax = 300_000
            $0.historyBytesMax = 1
        }
        for number in 1...5 {
            rig.give("\(number)\n")
            for replica in 0..<3 {
                for _ in 0..<5 { rig.say(replica, String(repeating: "\(number)", count: 50_000)) }
                rig.say(replica, "\n")
            }
        }
        rig.lose(2)
        rig.start(2)
        #expect(rig.condemned.map(\.loss) == [.died, .historyFull])
        rig.give("6\n")
        rig.say(0, "a\n")
        rig.say(1, "a\n")
        #expect(rig.voter.tally.agreed == 6)
    }

    /// It was asked its self-check while one came that nobody is asked.
    @Test func `without a history who has missed nothing goes on`() {
        var rig = Rig {
            $0.isStateful = true
            $0.demandBytesMax = 300_000
            $0.historyBytesMax = 1
            $0.selfCheck = SelfCheck(
                demand: Array("?".utf8), answer: Array("ok".utf8), everyNanoseconds: 5000)
        }
        for number in 1...5 {
            for _ in 0..<3 { rig.give(String(repeating: "\(number)", count: 90_000)) }
            rig.give("\n")
            for replica in 0..<3 { rig.say(replica, "a\n") }
        }
        rig.pass(5000)
        for _ in 0..<4 { rig.give(String(repeating: "6", count: 90_000)) }
        rig.give("\n")
        rig.give("7\n")
        rig.say(0, "ok\n")
        #expect(rig.condemned.isEmpty)
        for replica in 0..<3 {
            #expect(rig.handed(to: replica).hasSuffix("7\n"))
            rig.say(replica, "a\n")
        }
        #expect(rig.voter.tally.agreed == 6 && rig.ballots(0).agreed == 6)
    }

    @Test func `without its whole history nobody is caught up`() {
        var rig = Rig {
            $0.isStateful = true
            $0.demandBytesMax = 300_000
            $0.historyBytesMax = 1
        }
        for number in 1...5 {
            for _ in 0..<3 { rig.give(String(repeating: "\(number)", count: 90_000)) }
            rig.give("\n")
            for replica in 0..<3 { rig.say(replica, "a\n") }
        }
        rig.lose(2)
        rig.start(2)
        #expect(rig.condemned.map(\.loss) == [.died, .historyFull])
        rig.give("6\n")
        rig.say(0, "a\n")
        rig.say(1, "a\n")
        #expect(rig.voter.tally.agreed == 6)
    }
}

import Testing
import Voting

/// States are voted on in the stream, and stand for what was before them.
@Suite struct VoterCheckpointTests {
    /// With a checkpoint after every second demand; the probe before the first is answered.
    private func rig(
        every: UInt64 = 2, journal: ScriptedJournal? = nil,
        _ adjust: (inout VoterPlan) -> Void = { _ in }
    ) -> Rig {
        var rig = Rig(journal: journal) {
            $0.isStateful = true
            $0.checkpoint = CheckpointRule()
            $0.checkpoint?.every = every
            adjust(&$0)
        }
        rig.give("1\n")
        for replica in 0..<3 {
            #expect(rig.handed(to: replica) == "thrice:save\n")
            rig.say(replica, "thrice:state 0\n")
        }
        return rig
    }

    private func answer(_ rig: inout Rig, _ text: String) {
        for replica in 0..<3 { rig.say(replica, text) }
    }

    /// Two demands and the state after them, of which all three say the same.
    private func saved(_ journal: ScriptedJournal? = nil) -> Rig {
        var rig = rig(journal: journal)
        answer(&rig, "a\n")
        rig.give("2\n")
        answer(&rig, "b\n")
        for replica in 0..<3 {
            #expect(rig.handed(to: replica) == "1\n2\nthrice:save\n")
        }
        answer(&rig, "thrice:state s2\n")
        rig.settle()
        #expect(rig.released() == "a\nb\n")
        return rig
    }

    @Test func `a newcomer takes the agreed state, and is shown what came after it`() {
        var rig = saved()
        #expect(rig.voter.tally.checkpoints == 2)
        rig.give("3\n")
        answer(&rig, "c\n")
        rig.lose(2)
        rig.start(2)
        rig.handed = [[], [], []]
        rig.settle()
        #expect(rig.handed(to: 2) == "")
        rig.settle()
        rig.say(2, "thrice:state s2\n")
        #expect(rig.handed(to: 2) == "3\n")
        rig.say(2, "c\n")
        #expect(rig.notices.count { $0 == .caughtUp(2) } == 2)
        #expect(rig.condemned.map(\.loss) == [.died])
        rig.give("4\n")
        rig.say(2, "d\n")
        rig.say(0, "d\n")
        #expect(rig.released() == "c\nd\n")
    }

    @Test func `a newcomer is handed the state first`() {
        var rig = saved()
        rig.lose(2)
        rig.start(2)
        #expect(rig.handed(to: 2) == "thrice:restore s2\n")
        rig.give("3\n")
        #expect(rig.handed(to: 2) == "")
        rig.say(2, "thrice:state s2\n")
        #expect(rig.handed(to: 2) == "3\n")
    }

    @Test(arguments: ["thrice:state s3\n", "s2\n", "thrice:state s2 \n"])
    func `who does not take the state is given up`(said: String) {
        var rig = saved()
        rig.lose(2)
        rig.start(2)
        rig.say(2, said)
        #expect(rig.condemned.map(\.loss) == [.died, .restoreDiffered])
        #expect(rig.condemned.last?.demand == 2)
    }

    @Test func `who does not answer to it in time is given up`() {
        var rig = saved()
        rig.lose(2)
        rig.start(2)
        rig.pass()
        #expect(rig.condemned.map(\.loss) == [.died, .silent])
    }

    @Test func `another state than the agreed one is suspect, whoever was first`() {
        for liar in 0..<3 {
            var rig = rig()
            answer(&rig, "a\n")
            rig.give("2\n")
            answer(&rig, "b\n")
            for replica in 0..<3 {
                rig.say(replica, replica == liar ? "thrice:state x\n" : "thrice:state s\n")
            }
            rig.settle()
            #expect(rig.condemned.map(\.loss) == [.stateDiffered])
            #expect(rig.condemned.first?.replica == liar && rig.condemned.first?.demand == 2)
            #expect(rig.voter.tally.checkpoints == 2)
        }
    }

    @Test func `a vote that fails costs nothing but the checkpoint`() {
        var rig = rig()
        answer(&rig, "a\n")
        rig.give("2\n")
        answer(&rig, "b\n")
        for replica in 0..<3 { rig.say(replica, "thrice:state \(replica)\n") }
        rig.settle()
        #expect(rig.condemned.isEmpty && rig.voter.tally.failedCheckpoints == 1)
        let report = CheckpointReport(bytes: rig.voter.pendingAccount)
        #expect(report?.outcome == .notAgreed && report?.demandNumber == 2)
        #expect(report?.ballots == [.state(0), .state(1), .state(2)])
        rig.give("3\n")
        answer(&rig, "c\n")
        // The history is whole, and nobody has seen a state in it.
        rig.lose(2)
        rig.start(2)
        rig.handed[2] = []
        rig.lose(2)
        rig.start(2)
        #expect(rig.handed(to: 2) == "1\n2\n3\n")
        rig.say(2, "a\nb\nc\n")
        #expect(rig.notices.count { $0 == .caughtUp(2) } == 2)
        #expect(rig.released() == "a\nb\nc\n" && rig.voter.tally.restrictive == 0)
    }

    @Test func `a program that knows of no states is found before the first demand`() {
        var rig = Rig {
            $0.isStateful = true
            $0.checkpoint = CheckpointRule()
        }
        rig.give("1\n")
        for replica in 0..<3 { rig.say(replica, "what?\n") }
        rig.settle()
        #expect(rig.voter.refusesCheckpoints && rig.voter.tally.demands == 0)
        #expect(CheckpointReport(bytes: rig.voter.pendingAccount)?.outcome == .unknown)
    }

    /// Of three whose answer alone is enough, two may be faulty.
    @Test func `the one that is asked in a pool may be the faulty one`() {
        var rig = Rig {
            $0.agree = 1
            $0.active = 1
            $0.policy = "agree=1,tie=lowest"
            $0.isStateful = true
            $0.checkpoint = CheckpointRule()
        }
        rig.give("1\n")
        rig.say(0, "what?\n")
        #expect(rig.voter.refusesCheckpoints == false)
        #expect(CheckpointReport(bytes: rig.voter.pendingAccount)?.outcome == .unknown)
        rig.say(0, "a\n")
        #expect(rig.released() == "a\n")
    }

    @Test func `a state is no answer to a demand`() {
        var rig = rig()
        answer(&rig, "thrice:state 0\n")
        #expect(rig.released() == "SAFE\n")
        #expect(rig.voter.tally.replicas.map(\.malformed) == [1, 1, 1])
    }

    @Test func `a state that is not told in time delays no demand by more than a demand would`() {
        var rig = rig()
        answer(&rig, "a\n")
        rig.give("2\n")
        answer(&rig, "b\n")
        rig.say(0, "thrice:state s\n")
        rig.say(1, "thrice:state s\n")
        rig.give("3\n")
        rig.say(0, "c\n")
        rig.say(1, "c\n")
        #expect(rig.released() == "a\nb\nc\n")
        #expect(rig.voter.tally.checkpoints == 2)
        rig.pass()
        #expect(rig.condemned.isEmpty)
        rig.pass()
        #expect(rig.condemned.map(\.loss) == [.silent])
    }

    @Test func `a late state is compared all the same`() {
        var rig = rig()
        answer(&rig, "a\n")
        rig.give("2\n")
        answer(&rig, "b\n")
        rig.say(0, "thrice:state s\n")
        rig.say(1, "thrice:state s\n")
        rig.pass()
        rig.say(2, "thrice:state t\n")
        rig.settle()
        #expect(rig.condemned.map(\.loss) == [.stateDiffered])
    }

    @Test func `a state that is too long is none, and no reason to lose everybody`() {
        var rig = rig { $0.checkpoint?.stateBytesMax = 8 }
        answer(&rig, "a\n")
        rig.give("2\n")
        answer(&rig, "b\n")
        for replica in 0..<3 {
            for _ in 0..<50 {
                rig.say(replica, "thrice:state " + String(repeating: "s", count: 999))
            }
            rig.say(replica, "\n")
        }
        rig.settle()
        #expect(rig.condemned.isEmpty && rig.voter.tally.failedCheckpoints == 1)
        rig.give("3\n")
        answer(&rig, "c\n")
        #expect(rig.released() == "a\nb\nc\n")
    }

    @Test func `frames of our own have the number 0`() {
        var rig = Rig {
            $0.isStateful = true
            $0.framing = .frames
            $0.checkpoint = CheckpointRule()
            $0.checkpoint?.every = 1
        }
        rig.give("1\n")
        let save = FrameHeader(length: 11, number: 0).withBytes { Array($0) }
        #expect(rig.handed[0].starts(with: save + Array("thrice:save".utf8)))
        for replica in 0..<3 { rig.sayFrame(replica, 0, "thrice:state 0") }
        for replica in 0..<3 { rig.sayFrame(replica, 1, "a") }
        rig.sayFrame(0, 0, "thrice:state " + String(repeating: "s", count: 90_000))
        for replica in 1..<3 { rig.sayFrame(replica, 0, "thrice:state 1") }
        rig.give("2\n")
        rig.settle()
        #expect(rig.condemned.map(\.loss) == [.stateDiffered])
        for replica in 1..<3 { rig.sayFrame(replica, 2, "b") }
        #expect(rig.released() == "a\nb\n" && rig.voter.tally.checkpoints == 2)
    }

    @Test func `what a replica would take for ours is given to nobody`() {
        var rig = rig(every: 100)
        answer(&rig, "a\n")
        _ = rig.handed(to: 0)
        rig.give("thrice:restore\n3\n")
        #expect(rig.handed(to: 0) == "3\n")
        answer(&rig, "c\n")
        #expect(rig.released() == "a\nSAFE\nc\n" && rig.voter.tally.outside == 1)
    }

    @Test func `the history has room again after each checkpoint`() {
        var rig = rig {
            $0.demandBytesMax = 300_000
            $0.historyBytesMax = 1
        }
        answer(&rig, "a\n")
        for number in 2...40 {
            for _ in 0..<3 { rig.give(String(repeating: "\(number % 10)", count: 90_000)) }
            rig.give("\n")
            answer(&rig, "a\n")
            if number % 2 == 0 { answer(&rig, "thrice:state \(number)\n") }
        }
        #expect(rig.voter.tally.checkpoints == 21)
        rig.lose(2)
        rig.start(2)
        #expect(rig.condemned.map(\.loss) == [.died])
    }

    @Test func `after so much time there is a vote, but only when there were demands`() {
        var rig = rig(every: 1000) { $0.checkpoint?.nanoseconds = 300 }
        answer(&rig, "a\n")
        rig.handed = [[], [], []]
        #expect(rig.voter.nextInstant == 300)
        rig.pass(300)
        #expect(rig.handed(to: 0) == "thrice:save\n")
        answer(&rig, "thrice:state s\n")
        rig.settle()
        #expect(rig.voter.nextInstant == nil && rig.voter.tally.checkpoints == 2)
    }

    @Test func `a newcomer that holds replays finishes them before it takes the state`() {
        var rig = rig()
        answer(&rig, "a\n")
        rig.lose(2)
        rig.start(2)
        rig.handed[2] = []
        rig.give("2\n")
        for replica in 0..<2 { rig.say(replica, "b\n") }
        for replica in 0..<2 { rig.say(replica, "thrice:state s\n") }
        rig.settle()
        #expect(rig.voter.tally.checkpoints == 2)
        #expect(rig.handed(to: 2) == "2\n")
        rig.say(2, "a\nb\n")
        rig.settle()
        // It has seen both: the state would tell it nothing.
        #expect(rig.handed(to: 2) == "" && rig.notices.count { $0 == .caughtUp(2) } == 2)
        rig.lose(2)
        rig.start(2)
        #expect(rig.handed(to: 2) == "thrice:restore s\n")
    }

    @Test func `a checkpoint is recorded when what is before it is settled`() {
        let journal = ScriptedJournal()
        let rig = saved(journal)
        #expect(
            journal.records == [
                "demand 1 in 2: 1", "agreed 1 out 2 of 0: a", "demand 2 in 4: 2",
                "agreed 2 out 4 of 2: b", "checkpoint 2 in 4 out 4 from 4: s2",
            ])
        #expect(rig.voter.tally.checkpoints == 2)
    }

    @Test func `records of later demands are kept`() {
        let journal = ScriptedJournal()
        var rig = rig(journal: journal)
        rig.give("2\n3\n")
        answer(&rig, "a\n")
        answer(&rig, "b\n")
        for replica in 0..<2 { rig.say(replica, "thrice:state s\n") }
        rig.settle()
        rig.say(0, "c\n")
        #expect(journal.records.last == "checkpoint 2 in 4 out 4 from 3: s")
        #expect(journal.records.prefix(2).allSatisfy { !$0.hasPrefix("demand 3") })
    }

    @Test func `a checkpoint that finds no room waits, and nothing waits for it`() {
        let journal = ScriptedJournal()
        var rig = rig(journal: journal)
        answer(&rig, "a\n")
        rig.give("2\n")
        answer(&rig, "b\n")
        journal.room = 0
        answer(&rig, "thrice:state s\n")
        rig.settle()
        #expect(rig.released() == "a\nb\n" && rig.voter.tally.checkpoints == 1)
        journal.room = .max
        rig.settle()
        #expect(journal.records.last?.hasPrefix("checkpoint 2") == true)
    }

    @Test func `a run goes on from a checkpoint and what is behind it`() {
        let text = CheckpointText(latch: 0, previous: [], state: Array("s7".utf8))
        let bytes = text.bytes
        var plan = VoterPlan(replicas: 3, agree: 2, restrictive: Array("SAFE".utf8))
        plan.isStateful = true
        plan.checkpoint = CheckpointRule()
        plan.start.settled = 8
        plan.start.recorded = 8
        var voter = Voter(plan: plan)
        let isRead = bytes.withUnsafeBytes { voter.recall(checkpoint: $0, after: 7) }
        #expect(isRead)
        Array("8x".utf8).withUnsafeBytes { text in
            voter.recall(
                PastDemand(
                    demand: UnsafeRawBufferPointer(rebasing: text[..<1]), verdict: .agreed,
                    answer: UnsafeRawBufferPointer(rebasing: text[1...])))
        }
        for replica in 0..<3 { voter.started(replica, at: 0) }
        voter.advance(to: 0)
        #expect(String(decoding: voter.pendingInput(of: 1), as: UTF8.self) == "thrice:restore s7\n")
        voter.wroteInput(of: 1, 18)
        voter.answerRoom(of: 1).copyBytes(from: Array("thrice:state s7\n".utf8))
        voter.receivedAnswers(of: 1, 16, at: 0)
        voter.advance(to: 0)
        #expect(String(decoding: voter.pendingInput(of: 1), as: UTF8.self) == "8\n")
    }

    @Test func `texts of checkpoints and reports are read as they were written`() {
        let text = CheckpointText(latch: 3, previous: [1, 2], state: [3])
        text.bytes.withUnsafeBytes { #expect(CheckpointText($0) == text) }
        for count in 0..<17 {
            let cut = Array(text.bytes.prefix(count))
            cut.withUnsafeBytes { #expect(CheckpointText($0) == nil) }
        }
    }
}

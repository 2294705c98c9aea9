import Testing
import Voting

/// A voter that goes on where another one stopped.
@Suite struct VoterRecallTests {
    private let journal = ScriptedJournal()

    private func bytes(_ text: StaticString) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    }

    private func past(
        _ demand: StaticString?, _ verdict: RecordedVerdict, _ answer: StaticString
    ) -> PastDemand {
        PastDemand(demand: demand.map(bytes), verdict: verdict, answer: bytes(answer))
    }

    private func begin(_ plan: inout VoterPlan, settled: UInt64, recorded: UInt64) {
        plan.start.settled = settled
        plan.start.recorded = recorded
        plan.start.inputEnd = 100
        plan.start.outputEnd = 50
    }

    @Test func `demands are numbered on, and those that are recorded are not recorded again`() {
        var rig = Rig(journal: journal) {
            begin(&$0, settled: 7, recorded: 8)
            $0.framing = .frames
        }
        rig.give("8\n9\n")
        for replica in 0..<3 { rig.sayFrame(replica, 8, "a") }
        for replica in 0..<3 { rig.sayFrame(replica, 9, "b") }
        rig.end()
        #expect(rig.released() == "a\nb\n" && rig.isFinished)
        #expect(
            journal.records == [
                "demand 9 in 102: 9", "agreed 8 out 52 of 50: a", "agreed 9 out 54 of 52: b",
                "end 102",
            ])
    }

    @Test func `what may not have arrived goes out first`() {
        var rig = Rig(journal: journal) { begin(&$0, settled: 7, recorded: 7) }
        rig.voter.repeatOutput(bytes("y\nz\n"))
        rig.voter.demandsEnded()
        let isFinished = rig.isFinished
        #expect(!isFinished)
        rig.settle()
        #expect(rig.released() == "y\nz\n" && rig.isFinished)
    }

    @Test func `a replica with state is shown the past before its answers count`() {
        let past = [
            past("1", .agreed, "a"), past(nil, .restrictive, "SAFE"), past("3", .held, "b"),
        ]
        var rig = Rig(journal: journal, past: past) {
            begin(&$0, settled: 3, recorded: 3)
            $0.isStateful = true
        }
        #expect(rig.handed(to: 0) == "1\n")
        for replica in 0..<2 { rig.say(replica, "a\n") }
        rig.say(2, "wrong\n")
        #expect(rig.handed(to: 0) == "3\n")
        // What was agreed on is not recorded where a latch held it.
        for replica in 0..<2 { rig.say(replica, "x\n") }
        #expect(rig.condemned.map(\.loss) == [.replayDiffered])
        rig.give("4\n")
        rig.say(0, "d\n")
        rig.say(1, "d\n")
        #expect(rig.released() == "d\n")
    }

    @Test func `the verdict before goes into the next demand`() {
        var rig = Rig(journal: journal, past: [past(nil, .agreed, "a")]) {
            begin(&$0, settled: 1, recorded: 1)
            $0.hasFeedback = true
        }
        rig.give("2\n")
        #expect(rig.handed(to: 0) == "a 2\n")
    }

    @Test(arguments: [
        (RecordedVerdict.restrictive, RecordedVerdict.held, "b\n"),
        (.agreed, .restrictive, "SAFE\n"), (.agreed, .agreed, "b\n"),
    ])
    func `the latch is where it was`(
        first: RecordedVerdict, second: RecordedVerdict, expected: String
    ) {
        var rig = Rig(journal: journal, past: [past(nil, first, ""), past(nil, second, "")]) {
            begin(&$0, settled: 2, recorded: 2)
            $0.latch = .agreed(inARow: 1)
        }
        rig.give("3\n")
        for replica in 0..<3 { rig.say(replica, "b\n") }
        #expect(rig.released() == expected)
    }
}

import Testing
import Voting

/// No answer but the restrictive one leaves before its record is safe, and none waits for long.
@Suite struct VoterJournalTests {
    private let journal = ScriptedJournal()

    @Test func `an answer waits until its verdict is safe`() {
        journal.safeUpTo = 1
        var rig = Rig(journal: journal)
        rig.give("1\n")
        rig.say(0, "a\n")
        rig.say(1, "a\n")
        #expect(journal.records == ["demand 1 in 2: 1", "agreed 1 out 2 of 0: a"])
        #expect(rig.released() == "" && rig.voter.awaitedRecord == 2)
        #expect(rig.voter.nextInstant == Rig.deadline / 2)
        journal.safeUpTo = 2
        rig.settle()
        #expect(rig.released() == "a\n" && rig.voter.awaitedRecord == nil)
    }

    @Test func `buffered answers wait for nobody`() {
        journal.safeUpTo = 0
        var rig = Rig(journal: journal) { $0.durability = .buffered }
        rig.give("1\n")
        rig.say(0, "a\n")
        rig.say(1, "a\n")
        #expect(rig.released() == "a\n" && journal.records.count == 2)
    }

    @Test func `what is not safe in time is restrictive, with all that was recorded behind it`() {
        journal.safeUpTo = 0
        var rig = Rig(journal: journal) { $0.inFlight = 2 }
        rig.give("1\n2\n")
        for replica in 0..<2 { rig.say(replica, "a\nb\n") }
        rig.pass(Rig.deadline / 2 - 1)
        #expect(rig.released() == "")
        rig.pass(1)
        #expect(rig.released() == "SAFE\nSAFE\n")
        #expect(journal.records.last == "withheld 1-2 in 4 out 10")
        #expect(rig.voter.tally.unrecorded == 2 && rig.voter.tally.restrictive == 2)
        // It goes on where the output is.
        journal.safeUpTo = nil
        rig.give("3\n")
        for replica in 0..<3 { rig.say(replica, replica < 2 ? "c\n" : "a\nb\nc\n") }
        #expect(rig.released() == "c\n")
        #expect(journal.records.contains("agreed 3 out 12 of 10: c"))
        #expect(rig.accounts().map(\.isUnrecorded).prefix(2) == [true, true])
    }

    @Test func `a demand without room waits as long, is asked of nobody, and is told later`() {
        var rig = Rig(journal: journal)
        rig.give("1\n")
        for replica in 0..<3 { rig.say(replica, "a\n") }
        #expect(rig.released() == "a\n")
        journal.room = 100
        rig.give("2\n3\n")
        #expect(rig.released() == "" && rig.handed(to: 0) == "1\n")
        #expect(rig.voter.nextInstant == Rig.deadline / 2)
        rig.pass(Rig.deadline / 2)
        #expect(rig.released() == "SAFE\n" && rig.handed(to: 0) == "")
        journal.room = 0
        rig.pass(Rig.deadline / 2)
        #expect(rig.released() == "SAFE\n" && rig.voter.tally.unrecorded == 2)
        #expect(journal.records.last == "withheld 2-2 in 4 out 7")
        journal.room = .max
        rig.give("4\n")
        #expect(
            journal.records.suffix(2) == ["withheld 3-3 in 6 out 12", "demand 4 in 8: 4"])
        for replica in 0..<3 { rig.say(replica, "d\n") }
        #expect(rig.released() == "d\n")
    }

    @Test func `the end waits for the last records as long as an answer would`() {
        var rig = Rig(journal: journal)
        rig.give("1\n")
        for replica in 0..<3 { rig.say(replica, "a\n") }
        journal.room = 0
        rig.give("2\n")
        rig.pass(Rig.deadline / 2)
        #expect(rig.released() == "a\nSAFE\n")
        rig.end()
        #expect(rig.voter.isFinished == false && rig.voter.awaitedRecord != nil)
        #expect(rig.voter.nextInstant != nil)
        journal.room = .max
        rig.settle()
        #expect(rig.voter.isFinished == true)
        #expect(journal.records.suffix(2) == ["withheld 2-2 in 4 out 7", "end 4"])
    }

    @Test func `without room for them it comes all the same`() {
        var rig = Rig(journal: journal)
        rig.give("1\n")
        for replica in 0..<3 { rig.say(replica, "a\n") }
        journal.room = 0
        rig.end()
        rig.pass(Rig.deadline / 2 - 1)
        #expect(rig.voter.isFinished == false)
        rig.pass(1)
        #expect(rig.voter.isFinished == true)
    }

    @Test func `a demand that is too long is recorded as one that was withheld`() {
        var rig = Rig(journal: journal)
        rig.give("1\n")
        rig.give("2345678901234567890\n3\n")
        #expect(rig.released() == "")
        for replica in 0..<3 { rig.say(replica, "a\n") }
        #expect(rig.released() == "a\nSAFE\n")
        for replica in 0..<3 { rig.say(replica, "c\n") }
        #expect(rig.released() == "c\n")
        #expect(
            journal.records == [
                "demand 1 in 2: 1", "agreed 1 out 2 of 0: a", "withheld 2-2 in 22 out 7",
                "demand 3 in 24: 3", "agreed 3 out 9 of 7: c",
            ])
    }

    @Test func `a stalled disk closes the latch`() {
        journal.safeUpTo = 0
        var rig = Rig(journal: journal) { $0.latch = .agreed(inARow: 1) }
        rig.give("1\n")
        for replica in 0..<3 { rig.say(replica, "a\n") }
        rig.pass(Rig.deadline / 2)
        journal.safeUpTo = nil
        for demand in ["2\n", "3\n"] {
            rig.give(demand)
            for replica in 0..<3 { rig.say(replica, "b\n") }
        }
        #expect(rig.released() == "SAFE\nSAFE\nb\n")
        #expect(journal.records.contains("held 2 out 10 of 5: SAFE"))
    }

    @Test func `the end of the input is recorded once all of it is`() {
        var rig = Rig(journal: journal)
        rig.give("1\n2")
        rig.end()
        for _ in 0..<2 { for replica in 0..<3 { rig.say(replica, "a\n") } }
        #expect(journal.records[2...].contains("end 3") && rig.isFinished)
        #expect(journal.records.count { $0.hasPrefix("end") } == 1)
    }

    @Test func `verdict records are recorded as they go out`() throws {
        var rig = Rig(journal: journal) { $0.output = .records }
        rig.give("1\n")
        for replica in 0..<3 { rig.say(replica, "a\n") }
        let line = rig.released().dropLast()
        #expect(journal.records.last == "agreed 1 out \(line.utf8.count + 1) of 0: \(line)")
    }
}

import Journals
import Supervision
import Testing
import Voting
import Wiring

/// What may not have left for a pipe is given again, from the byte on that may not have.
@Suite struct PastWriterTests {
    private func writer(outputEnd: UInt64, written: UInt64) -> PastWriter {
        let checkpoint = JournalEntry.Checkpoint(
            number: 10, inputEnd: 100, outputEnd: outputEnd, keepFrom: 1)
        return PastWriter(
            plan: VoterPlan(replicas: 3, agree: 2, restrictive: Array("SAFE".utf8)),
            checkpoint: (checkpoint, []), firstUnwritten: 11, written: written)
    }

    private func withheld(_ number: UInt64, outputEnd: UInt64) -> SettledDemands.Settled {
        SettledDemands.Settled(
            number: number, demand: [], verdict: .restrictive, line: nil, outputEnd: outputEnd)
    }

    private func unsent(_ writer: inout PastWriter) throws -> String {
        let text = try #require(PastText(descriptor: writer.finish(askedAgain: [])))
        return String(decoding: try #require(text.each { _ in }).unsent, as: UTF8.self)
    }

    /// The lines before the checkpoint are in no record any more.
    @Test(arguments: [(50, "SAFE\n"), (52, "FE\n"), (55, "")])
    func `a withheld line begins where the checkpoint ends`(written: UInt64, again: String) throws {
        var writer = writer(outputEnd: 50, written: written)
        writer.add(withheld(11, outputEnd: 55))
        #expect(writer.unsentCount == (again.isEmpty ? 0 : 1))
        #expect(again.isEmpty || writer.firstUnsent == 11)
        #expect(try unsent(&writer) == again)
    }

    @Test func `lines of before the checkpoint that have not left come first`() throws {
        var writer = writer(outputEnd: 50, written: 45)
        writer.add(
            SettledDemands.Settled(
                number: 10, demand: [], verdict: .agreed, line: Array("go!!".utf8), outputEnd: 50))
        writer.add(withheld(11, outputEnd: 60))
        writer.add(withheld(12, outputEnd: 60))
        #expect(writer.firstUnsent == 10)
        #expect(try unsent(&writer) == "go!!\nSAFE\nSAFE\n")
    }
}

import Ensembles
import Testing
import Voting

/// What `durability` and `journal` may say.
@Suite struct EnsembleJournalTests {
    private func journal(_ text: String) throws -> Journaling {
        try parsed(replicas3 + text + "\n").journal
    }

    @Test func `each key is read, and has a usual value`() throws {
        #expect(try journal("") == Journaling())
        let said = try journal(
            "durability: synced\n"
                + "journal: {segment: 1MiB, ring: 64KiB, stalled: 20ms, failure: stop}")
        #expect(said.durability == .synced && said.segmentBytes == 1 << 20)
        #expect(said.ringBytes == 65_536 && said.stalledNanoseconds == 20_000_000)
        #expect(said.failure == .stop)
    }

    @Test(arguments: [
        ("durability: sync", "did you mean 'synced'?"), ("journal: {ring: 100KiB}", "power of two"),
        ("journal: {segment: 1KiB}", "1MiB to 1GiB"), ("journal: {stalled: 0ms}", "out of range"),
        ("journal: {failure: end}", "restrictive, stop"), ("journal: {rings: 1MiB}", "'ring'?"),
    ])
    func `what is wrong is named`(text: String, words: String) {
        let found = problems(replicas3 + text + "\n")
        #expect(found.contains { "\($0)".contains(words) }, "\(found)")
    }
}

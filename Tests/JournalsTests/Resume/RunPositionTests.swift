import Journals
import Testing
import Voting

/// What is asked again, what is written out again, and what no run can have done.
@Suite struct RunPositionTests {
    private let bytes: StaticString = "abc"

    private var text: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: bytes.utf8Start, count: bytes.utf8CodeUnitCount)
    }

    private func position(
        _ entries: [JournalEntry], outputLength: UInt64?, first: UInt64 = 1
    ) throws(RunFlaw) -> RunPosition {
        var position = RunPosition(outputLength: outputLength)
        for (index, entry) in entries.enumerated() {
            try position.take(
                JournalRecord(
                    sequence: first + UInt64(index), synced: 0, entry: entry,
                    place: JournalPlace(segment: 1, offset: 64)))
        }
        try position.finish()
        return position
    }

    private func demand(_ number: UInt64) -> JournalEntry {
        .demand(number: number, inputEnd: 4 * number, text)
    }

    private func verdict(_ number: UInt64) -> JournalEntry {
        .verdict(number: number, verdict: .agreed, outputEnd: 4 * number, text)
    }

    @Test func `what is undecided is asked again, what the output lacks is written again`() throws {
        let entries = [demand(1), demand(2), verdict(1), demand(3), verdict(2)]
        let found = try position(entries, outputLength: 5)
        #expect(found.lastDemand == 3 && found.lastVerdict == 2 && found.inputEnd == 12)
        #expect(found.undecided.map(\.number) == [3])
        #expect(found.unwritten.map(\.number) == [2] && found.cut == 4)
        #expect(found.unwritten.first?.answer == Array("abc".utf8))
    }

    @Test func `answers that left without a verdict's record are not asked for again`() throws {
        var found = try position([demand(1), verdict(1), demand(2), demand(3)], outputLength: 11)
        let left = Array("xyz\nto".utf8).withUnsafeBytes { found.takeOutput($0) }
        #expect(left.map(\.number) == [2] && left.first?.line == Array("xyz".utf8))
        #expect(found.undecided.map(\.number) == [3] && found.cut == 8 && found.lastVerdict == 2)
    }

    @Test func `a demand is never answered twice, nor out of order, nor unasked`() {
        let impossible: [([JournalEntry], RunFlaw)] = [
            ([demand(1), verdict(1), verdict(1)], .verdictOrder(1, expected: 2)),
            ([demand(1), demand(3)], .demandOrder(3, expected: 2)),
            ([verdict(1)], .verdictBeforeDemand(1)),
            ([demand(1), demand(2), verdict(2)], .verdictOrder(2, expected: 1)),
            ([.input(end: 9, hasEnded: true), demand(1)], .offset(4, before: 9)),
        ]
        for (entries, flaw) in impossible {
            #expect(throws: flaw) { try position(entries, outputLength: nil) }
        }
    }

    @Test func `what is missing in front must be what a checkpoint let go`() throws {
        func checkpoint(_ number: UInt64) -> JournalEntry {
            .checkpoint(
                .init(number: number, inputEnd: 0, outputEnd: 4 * number, keepFrom: 9), text)
        }
        let entries = [verdict(6), demand(8), verdict(7), checkpoint(7)]
        let found = try position(entries, outputLength: nil, first: 9)
        #expect(found.undecided.map(\.number) == [8] && found.lastVerdict == 7)
        #expect(throws: RunFlaw.verdictBeforeDemand(7)) {
            try position(
                [verdict(6), demand(8), verdict(7), checkpoint(6)], outputLength: nil, first: 9)
        }
    }
}

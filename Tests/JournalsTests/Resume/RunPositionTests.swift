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
        _ entries: [JournalEntry], output: StaticString = "", first: UInt64 = 1
    ) throws(RunFlaw) -> RunPosition {
        var position = RunPosition(
            output: UnsafeRawBufferPointer(
                start: output.utf8Start, count: output.utf8CodeUnitCount))
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
        .verdict(
            number: number, verdict: .agreed, outputEnd: 4 * number, written: 4 * number - 4, text)
    }

    @Test func `what is undecided is asked again, what the output lacks is written again`() throws {
        let entries = [demand(1), demand(2), verdict(1), demand(3), verdict(2)]
        let found = try position(entries, output: "abc\na")
        #expect(found.lastDemand == 3 && found.lastVerdict == 2 && found.inputEnd == 12)
        #expect(found.undecided.map(\.number) == [3])
        #expect(found.firstUnwritten == 2 && found.cut == 4)
    }

    @Test func `an output that says something else is written anew from there`() throws {
        let entries = [demand(1), verdict(1), demand(2), verdict(2), demand(3), verdict(3)]
        for output: StaticString in ["abc\nabd\nabc\n", "abc\nab\nabc\n", "abc\n\n\n\n\n\n\n\n"] {
            let found = try position(entries, output: output)
            #expect(found.firstUnwritten == 2 && found.cut == 4, "\(output)")
        }
        let found = try position(entries, output: "abc\nabc\nabc\n")
        #expect(found.firstUnwritten == 4 && found.cut == 12)
    }

    @Test func `withheld answers count in place of those that were recorded`() throws {
        let entries = [
            demand(1), verdict(1), demand(2), verdict(2), demand(3),
            .withheld(2...3, inputEnd: 12, outputEnd: 14), demand(4),
        ]
        let whole = try position(entries, output: "abc\nSAFE\nSAFE\n")
        #expect(whole.lastVerdict == 3 && whole.undecided.map(\.number) == [4])
        #expect(whole.cut == 14 && whole.firstUnwritten == 4 && whole.withheld == [2...3])
        let torn = try position(entries, output: "abc\nSAFE\nSA")
        #expect(torn.cut == 4 && torn.firstUnwritten == 2)
        let old = try position(entries, output: "abc\nabc\n")
        #expect(old.cut == 4 && old.firstUnwritten == 2 && old.outputEnd == 14)
    }

    @Test func `demands that were withheld without a record are settled`() throws {
        let entries: [JournalEntry] = [
            demand(1), verdict(1), .withheld(2...4, inputEnd: 20, outputEnd: 30),
            .demand(number: 5, inputEnd: 24, text),
        ]
        let found = try position(entries)
        #expect(found.lastDemand == 5 && found.lastVerdict == 4 && found.inputEnd == 24)
        #expect(throws: RunFlaw.verdictOrder(2, expected: 1)) {
            try position([demand(1), .withheld(2...2, inputEnd: 8, outputEnd: 9)])
        }
    }

    @Test func `the second reading gives each settled demand once, as it went out`() throws {
        let entries = [
            demand(1), demand(2), verdict(1), verdict(2), demand(3),
            .withheld(2...4, inputEnd: 20, outputEnd: 30), .demand(number: 5, inputEnd: 24, text),
            .verdict(number: 5, verdict: .held, outputEnd: 34, written: 30, text),
        ]
        var settled = SettledDemands(try position(entries))
        var told: [String] = []
        for entry in entries {
            let place = JournalPlace(segment: 1, offset: 64)
            settled.take(JournalRecord(sequence: 1, synced: 0, entry: entry, place: place)) {
                let demand = $0.demand.map { String(decoding: $0, as: UTF8.self) } ?? "-"
                let line = $0.line.map { String(decoding: $0, as: UTF8.self) } ?? "-"
                told.append("\($0.number) \(demand) \($0.verdict) \(line)")
            }
        }
        #expect(
            told == [
                "1 abc agreed abc", "2 abc restrictive -", "3 abc restrictive -",
                "4 - restrictive -", "5 abc held abc",
            ])
    }

    @Test func `answers that left without a verdict's record are not asked for again`() throws {
        let entries = [demand(1), verdict(1), demand(2), demand(3)]
        var found = try position(entries, output: "abc\nxyz\nto")
        let left = found.takeOutput()
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
            #expect(throws: flaw) { try position(entries) }
        }
    }

    private func checkpoint(_ number: UInt64, keepFrom: UInt64 = 9) -> JournalEntry {
        .checkpoint(
            .init(
                number: number, inputEnd: 4 * number, outputEnd: 4 * number, keepFrom: keepFrom),
            text)
    }

    /// The verdict on 6 was in a record that only the later one needs no more.
    @Test func `a checkpoint whose records were let go by a later one is none`() throws {
        let entries = [checkpoint(5, keepFrom: 7), demand(7), verdict(7), checkpoint(7)]
        let found = try position(entries, output: seven, first: 9)
        #expect(found.lastVerdict == 7 && found.cut == 28 && found.checkpoint?.at.number == 7)
    }

    private let seven: StaticString = "abc\nabc\nabc\nabc\nabc\nabc\nabc\n"

    @Test func `what is missing in front must be what a checkpoint let go`() throws {
        let entries = [verdict(6), demand(8), verdict(7), checkpoint(7)]
        let found = try position(entries, output: seven, first: 9)
        #expect(found.undecided.map(\.number) == [8] && found.lastVerdict == 7)
        #expect(found.cut == 28 && found.firstUnwritten == 8)
        #expect(throws: RunFlaw.verdictBeforeDemand(7)) {
            try position(
                [verdict(6), demand(8), verdict(7), checkpoint(6)], output: seven, first: 9)
        }
    }

    @Test func `a checkpoint alone says where the run goes on`() throws {
        let found = try position([checkpoint(7)], output: seven, first: 9)
        #expect(found.lastDemand == 7 && found.lastVerdict == 7 && found.inputEnd == 28)
        #expect(found.cut == 28 && found.firstUnwritten == 8 && found.outputEnd == 28)
        let next = try position([checkpoint(7), demand(8)], output: seven, first: 9)
        #expect(next.undecided.map(\.number) == [8])
        #expect(throws: RunFlaw.demandOrder(9, expected: 8)) {
            try position([checkpoint(7), demand(9)], output: seven, first: 9)
        }
    }

    @Test func `what was withheld may stand first`() throws {
        let withheld = JournalEntry.withheld(5...6, inputEnd: 24, outputEnd: 24)
        let entries = [withheld, verdict(7), demand(8), checkpoint(7)]
        let found = try position(entries, output: seven, first: 9)
        #expect(found.cut == 28 && found.firstUnwritten == 8 && found.lastDemand == 8)
        let unread = try position([withheld, verdict(7), checkpoint(7)], output: seven, first: 9)
        #expect(unread.inputEnd == 28 && unread.lastDemand == 7)
    }

    @Test func `lines that are in no record any more must be in the output`() {
        for entries in [
            [verdict(6), demand(8), verdict(7), checkpoint(7)], [checkpoint(7)],
            [.withheld(5...7, inputEnd: 28, outputEnd: 28), checkpoint(7)],
        ] {
            #expect(throws: RunFlaw.self) {
                try position(entries, output: "abc\nabc\n", first: 9)
            }
        }
    }
}

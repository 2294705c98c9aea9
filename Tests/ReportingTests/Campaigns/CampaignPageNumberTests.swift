import Reporting
import Testing

/// Numbers on the page are those of the figures, each where it belongs.
@Suite struct CampaignPageNumberTests {
    private let figures: CampaignFigures
    private let tables: [String: [[String]]]

    init() throws {
        figures = SyntheticFigures.full(trials: 1_000_000, wrong: 137)
        tables = try ParsedPage(CampaignPage(figures).html).tables
    }

    private func table(_ caption: String) throws -> [[String]] {
        try #require(tables[caption], "\(tables.keys.sorted())")
    }

    /// Without separators.
    private func number(_ text: String) -> UInt64? {
        UInt64(text.replacing(",", with: ""))
    }

    private func expect(
        _ rows: [[String]], _ outcomes: [[CampaignFigures.Count]], from column: Int
    ) {
        #expect(rows.count == outcomes.count + 1)
        for (row, counts) in zip(rows.dropFirst(), outcomes) {
            for (name, text) in zip(rows[0], row).dropFirst(column) {
                let count = counts.first { $0.outcome == name }?.count ?? 0
                #expect(number(text) == count, "\(row[0]): \(name)")
            }
            let shown = row.dropFirst(column).compactMap(number).reduce(0, +)
            #expect(shown == counts.reduce(0) { $0 + $1.count }, "\(row[0])")
        }
    }

    @Test func `outcomes by line, vote, place, bit, moment and replica`() throws {
        try expect(
            table("Outcomes of the replicas that were hit, by line of faults"),
            figures.lines.map(\.components), from: 2)
        try expect(table("What went out, by vote"), figures.votes.map(\.outcomes), from: 2)
        for model in ["flip-register-bits", "flip-memory-bits"] {
            try expect(
                table("Outcomes by place, \(model)"),
                figures.places.filter { $0.model == model }.map(\.outcomes), from: 2)
        }
        try expect(table("Outcomes by replica"), figures.hitReplicas.map(\.outcomes), from: 2)
        // Moments come last and have the same title.
        try expect(table("flip-register-bits"), figures.moments.map(\.outcomes), from: 4)
    }

    @Test func `votes with their trials, wrong outputs and extrapolations`() throws {
        let rows = try table("Votes in numbers")
        for (row, vote) in zip(rows.dropFirst(), figures.votes) {
            #expect(row[0] == vote.vote)
            #expect(number(row[1]) == vote.wrong.trials && number(row[2]) == vote.wrong.count)
            #expect(row[7].hasPrefix(row[7].prefix { $0 != " " }))
            #expect(number(String(row[7].prefix { $0 != " " })) == vote.failed.count)
        }
    }

    @Test func `squares of the map hold all of their bits' trials`() throws {
        let rows = try table("Wrong values by register and bit")
        for row in rows.dropFirst() {
            let cells = figures.cells.filter { $0.place == row[0] }
            let words = row.dropFirst().map { $0.split(separator: " ").map(String.init) }
            #expect(
                words.compactMap { number($0[0]) }.reduce(0, +) == cells.reduce(0) { $0 + $1.wrong }
            )
            #expect(
                words.compactMap { number($0[2]) }.reduce(0, +)
                    == cells.reduce(0) { $0 + $1.trials })
        }
    }

    @Test func `latencies, common mode, and every wrong trial with its command`() throws {
        let times = try table("Processor time from the fault to the end, by outcome")
        #expect(times.dropFirst().map { $0[0] } == ["wrong value", "crash", "hang"])
        for (row, latency) in zip(times.dropFirst(), figures.latencies.rows) {
            #expect(row.dropFirst().compactMap(number) == latency.counts)
        }
        let mode = try table("Wrong together, in numbers")[1]
        #expect(mode[2...6] == ["249,988", "210, 190", "80", "46", "34"])
        let wrong = try table("Silent wrong outputs")
        #expect(wrong.count == 138)
        for (row, trial) in zip(wrong.dropFirst(), figures.silentWrong) {
            #expect(row[0] == "\(trial.trial)" && number(row[6]) == trial.moment)
            #expect(row[7].hasSuffix("registers.yaml --seed 7 --trial \(trial.trial)"))
        }
    }
}

import Campaigns
import FaultInjection
import Reporting
import Testing

/// Faults in replicas, faults in what they share, and controls, in the same campaign.
@Suite struct MixedFiguresTests {
    private static func live(_ name: String) -> FaultLine {
        var line = Rig.line(name)
        line.scene = LiveScene(.voter)
        return line
    }

    private static let lines: [(line: FaultLine, points: UInt64)] = [
        (Rig.line("flip-register-bits"), 900), (Rig.line("omit-answer"), 100),
        (live("flip-register-bits"), 1000), (Rig.line("inject-nothing"), 500),
        (live("inject-nothing"), 500),
    ]

    /// Ten trials a line; of the first two lines' two let a wrong answer out each.
    private static func results() -> [TrialResult] {
        lines.indices.flatMap { line in
            (1...10 as ClosedRange<UInt64>).map { number in
                let isControl = line >= 3
                let isLive = lines[line].line.scene != nil
                let isWrong = !isControl && number <= 2
                var result = ResultsRig.result(
                    UInt64(line) * 10 + number, line: line, bit: UInt64(line),
                    [ResultsRig.reply(isLive ? "voter" : "v01", .wrongValue, "X")],
                    own: isLive ? nil : isWrong ? .silentWrong : .noEffect)
                if isLive { result.live = isWrong ? .silentWrong : .noEffect }
                return result
            }
        }
    }

    private static func figures(
        _ results: [TrialResult] = results(), sampling: String = "stratified"
    ) throws -> CampaignFigures {
        try ResultsRig.figures(
            results, lines: lines, facts: ["sampling": sampling, "points": "3000"])
    }

    @Test func `a vote is about faults in replicas, by the size of their lines alone`() throws {
        let figures = try Self.figures()
        let own = figures.votes[0]
        #expect(own.wrong.trials == 20 && own.wrong.count == 4)
        let estimate = try #require(own.estimate, "a line of another kind is no stratum")
        #expect(abs(estimate.value - 0.2) < 1e-12)
        #expect(abs(own.failures - 200) < 1e-9)
        #expect(figures.live[0].wrong.count == 2 && figures.live[0].trials == 10)
        #expect(figures.excluded.unjudged == 0 && figures.silentWrongTrials == 6)
        // Without the lines that votes are not about it is the same.
        let alone = try ResultsRig.figures(
            Array(Self.results().prefix(20)), lines: Array(Self.lines.prefix(2)),
            facts: ["sampling": "stratified", "points": "1000"])
        #expect(alone.votes == figures.votes)
    }

    @Test func `what is said of replicas has nothing of the voter in it`() throws {
        let figures = try Self.figures()
        #expect(figures.components == [.init(outcome: "wrong value", count: 30)])
        #expect(figures.cells.map(\.bit) == [0, 1, 3])
        #expect(figures.hitReplicas.map(\.key) == ["v01"])
        #expect(figures.latencies.rows.map { $0.counts.reduce(0, +) } == [30])
        #expect(figures.moments.allSatisfy { $0.wrong.trials == 10 })
        let text = CampaignText(figures).text
        #expect(!text.contains("in=voter"), "\(text)")
    }

    @Test func `controls are in no share, and told apart`() throws {
        var results = Self.results()
        let quiet = try Self.figures(results)
        #expect(quiet.controls?.trials == 20 && quiet.controls?.count == 0)
        results[35] = ResultsRig.result(
            36, line: 3, [ResultsRig.reply("v01", .crash)], own: .falseAlarm)
        let figures = try Self.figures(results)
        #expect(figures.controls?.count == 1 && figures.votes == quiet.votes)
        #expect(CampaignText(figures).text.contains("20 trials without a fault, 1 of them not"))
        let quick = try ResultsRig.counting(results, lines: Self.lines) { try $0.ownWrong() }
        #expect(quick.count == 6 && quick.trials == 30)
    }

    @Test func `what was in use for certain has a claim of its own`() throws {
        var lines = Self.lines
        lines.append((Self.live("flip-read-bits"), 100))
        let read = (51...60 as ClosedRange<UInt64>).map { id in
            var result = ResultsRig.result(
                id, line: 5, demand: id % 2, [ResultsRig.reply("voter", .masked)], own: nil)
            result.live = .noEffect
            return result
        }
        let live = try ResultsRig.figures(Self.results() + read, lines: lines).live
        #expect(live.map(\.fault).suffix(2) == ["all", "all in use"])
        #expect(live.suffix(2).map(\.trials) == [20, 10])
        let inUse = try #require(live.last)
        // 1 - 0.05^(1/10), and of two demands 1 - 0.05^(1/2).
        #expect(abs(inUse.bound - 0.2589) < 1e-4 && abs(inUse.demandBound - 0.7764) < 1e-4)
    }

    @Test func `a line without a trial is named where nothing can be said of the whole`() throws {
        let figures = try Self.figures(Self.results().filter { $0.trial.line != 1 })
        #expect(figures.votes[0].estimate == nil)
        let page = CampaignPage(figures).html
        #expect(page.contains("no fault was in use of omit-answer"))
        // Where no line is about replicas there is no such space.
        let live = try ResultsRig.figures(
            Array(Self.results()[20..<30]).map { result in
                var result = result
                result.trial.line = 0
                return result
            }, lines: [Self.lines[2]], facts: ["sampling": "stratified"])
        #expect(!CampaignPage(live).html.contains("of the whole space"))
    }

    @Test func `a long list is told by its ends`() throws {
        var line = Rig.line("flip-register-bits")
        line.settings = ["registers": (8...15).map { "r\($0)" }, "bits": ["2"]]
        let figures = try ResultsRig.figures([], lines: [(line, 10)])
        #expect(
            CampaignText(figures).text.contains(
                "flip-register-bits bits=2 registers=r8,r9,…,r15 (8)"))
    }

    @Test func `whom the vote points at is held against who was hit`() throws {
        let blamed: [[String]?] = [nil, ["v01"], ["v01"], ["v02"], ["v01", "v02"], []]
        let results = blamed.enumerated().map { index, names in
            var result = ResultsRig.result(
                UInt64(index) + 1, [ResultsRig.reply("v01", .wrongValue, "X")],
                own: names == nil ? .noEffect : .toleratedLogged)
            result.blamed = names
            return result
        }
        let blame = try #require(try Self.figures(results, sampling: "uniform").blame)
        #expect((blame.rightly, blame.wrongly, blame.nobody) == (2, 2, 1))
        #expect(try Self.figures(Array(results.prefix(1))).blame == nil)
    }
}

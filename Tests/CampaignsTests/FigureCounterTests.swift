import Campaigns
import Reporting
import Testing

@Suite struct FigureCounterTests {
    private typealias Lines = [(line: FaultLine, points: UInt64)]

    private let registers: Lines = [(Rig.line("flip-register-bits"), 3000)]

    @Test func `what is known of the campaign is told`() throws {
        let figures = try ResultsRig.figures([], lines: registers)
        #expect(figures.file == "campaigns/all.yaml" && figures.stop == "none")
        #expect(figures.budget?.processorNanoseconds == 50_000_000)
        #expect(figures.budget?.steps == 1000)
        #expect(figures.trials == 0 && figures.votes.isEmpty && figures.cells.isEmpty)
    }

    @Test func `registers are counted by place and bit, in the processor's order`() throws {
        let figures = try ResultsRig.figures(
            [
                ResultsRig.result(1, place: "r8", bit: 3, [ResultsRig.reply("v01", .masked)]),
                ResultsRig.result(
                    2, place: "rax", bit: 3, [ResultsRig.reply("v01", .wrongValue, "X")]),
                ResultsRig.result(3, place: "rax", bit: 10, [ResultsRig.reply("v02", .crash)]),
                ResultsRig.result(
                    4, place: "rax", bit: 3, [ResultsRig.reply("v02", .notActivated)], own: nil),
            ], lines: registers)
        #expect(figures.places.map(\.key) == ["rax", "r8"])
        #expect(figures.places[0].wrong.count == 1 && figures.places[0].wrong.trials == 2)
        #expect(figures.bits.map(\.key) == ["3", "10"])
        #expect(
            figures.cells == [
                .init(place: "rax", bit: 3, trials: 1, wrong: 1),
                .init(place: "rax", bit: 10, trials: 1, wrong: 0),
                .init(place: "r8", bit: 3, trials: 1, wrong: 0),
            ])
        #expect(figures.hitReplicas.map(\.key) == ["v01", "v02"])
        #expect(figures.hitReplicas[1].outcomes == [.init(outcome: "crash", count: 1)])
        #expect(figures.excluded.notActivated == 1 && figures.excluded.unjudged == 1)
    }

    @Test func `of a whole space faults are counted, and there is no interval`() throws {
        var heavy = ResultsRig.result(
            1, place: "rax", [ResultsRig.reply("v01", .wrongValue, "X")], own: .toleratedLogged,
            alone: .silentWrong)
        heavy.trial.weight = 30
        var dormant = ResultsRig.result(2, place: "rax", [ResultsRig.reply("v01", .dormant)])
        dormant.trial.weight = 2970
        let figures = try ResultsRig.figures(
            [heavy, dormant], lines: registers,
            facts: ["sampling": "pruned", "whole": "yes", "planned": "2"])
        #expect(figures.isWhole && !figures.isPartial && figures.trials == 2)
        #expect(figures.lines[0].wrong.trials == 3000 && figures.lines[0].wrong.low == 0.01)
        let alone = figures.votes[1]
        #expect(alone.wrong.count == 30 && alone.wrong.high == 0.01 && alone.bound == 0.01)
        #expect(alone.failures == 30 && figures.votes[0].ratio?.high == 0)
        #expect(figures.moments.isEmpty && figures.excluded.unjudged == 0)
        #expect(figures.hitReplicas[0].outcomes.map(\.count) == [2970, 30])
        let text = CampaignText(figures).text
        #expect(text.contains("faults of the whole space, no interval"), "\(text)")
        #expect(!text.contains("["), "\(text)")
        #expect(CampaignPage(figures).html.contains("no claim beyond"))
        // The same as a sample has intervals, and counts trials.
        let sample = try ResultsRig.figures(
            [heavy, dormant], lines: registers, facts: ["sampling": "pruned"])
        #expect(sample.votes[1].wrong.count == 1 && sample.votes[1].wrong.high > 0.5)
    }

    @Test func `addresses become regions`() throws {
        let line = Rig.line("flip-memory-bits")
        let figures = try ResultsRig.figures(
            [
                ResultsRig.result(1, place: "stack 0x7ff0", [ResultsRig.reply("v01", .masked)]),
                ResultsRig.result(
                    2, place: "stack 0x7ff8", [ResultsRig.reply("v01", .wrongValue, "X")]),
                ResultsRig.result(3, place: "heap 0x10", [ResultsRig.reply("v01", .masked)]),
            ], lines: [(line, 3000)])
        #expect(figures.places.map(\.key) == ["heap", "stack"])
        #expect(figures.places[1].wrong.trials == 2 && figures.cells.isEmpty)
    }

    @Test func `moments are tenths of their own window, the last one included`() throws {
        let figures = try ResultsRig.figures(
            [
                ResultsRig.result(1, moment: 0, of: 50, [ResultsRig.reply("v01", .masked)]),
                ResultsRig.result(2, moment: 5, of: 50, [ResultsRig.reply("v01", .crash)]),
                ResultsRig.result(3, moment: 49, of: 50, [ResultsRig.reply("v01", .masked)]),
                ResultsRig.result(
                    4, moment: 999, of: 1000, [ResultsRig.reply("v01", .wrongValue, "X")]),
                ResultsRig.result(5, moment: 0, of: 1, [ResultsRig.reply("v01", .crash)]),
            ], lines: registers)
        #expect(figures.moments.map(\.key) == ["1", "2", "10"])
        #expect(figures.moments[2].wrong.count == 1 && figures.moments[2].wrong.trials == 2)
    }

    @Test func `times fall into classes whose bounds lie above them`() throws {
        let times: [UInt64] = [0, 999, 1000, 1999, 49_999, 50_000, 2_000_000_000]
        let figures = try ResultsRig.figures(
            times.enumerated().map { index, time in
                ResultsRig.result(
                    UInt64(index) + 1, [ResultsRig.reply("v01", .crash, nanoseconds: time)])
            }, lines: registers)
        let row = try #require(figures.latencies.rows.first)
        #expect(row.count == 6, "no time passed in one of them")
        let bounds = figures.latencies.bounds
        #expect(bounds[0] == 1000 && row.counts[0] == 1 && row.counts[1] == 2)
        #expect(row.counts.last == 1 && row.counts.count == bounds.count + 1)
        #expect(figures.latencies.bound(of: 0.5, in: row) == 2000)
        #expect(figures.latencies.bound(of: 1, in: row) == nil)
    }

    @Test func `who is wrong together is told from who is wrong alike`() throws {
        let said: [(ComponentOutcome, String?, ComponentOutcome, String?)] = [
            (.wrongValue, "ON", .wrongValue, "ON"), (.wrongValue, "ON", .wrongValue, "NO"),
            (.wrongValue, "ON", .masked, nil), (.masked, nil, .crash, nil),
            (.masked, nil, .masked, nil), (.wrongValue, "ON", .notInjected, nil),
        ]
        let figures = try ResultsRig.figures(
            said.enumerated().map { index, said in
                ResultsRig.result(
                    UInt64(index) + 1,
                    [
                        ResultsRig.reply("v02", said.0, said.1),
                        ResultsRig.reply("v01", said.2, said.3),
                    ])
            }, lines: [(Rig.line("flip-register-bits", hits: 2), 3000)])
        let mode = try #require(figures.commonModes.first)
        #expect(figures.commonModes.count == 1)
        #expect(mode.line == "flip-register-bits ×2" && mode.replicas == ["v01", "v02"])
        #expect(mode.trials == 5, "one fault was not in both")
        #expect(mode.wrong == [2, 3] && mode.together.count == 2)
        #expect(mode.identical == 1 && mode.different == 1)
        // 2/5 of 3/5.
        #expect(abs(mode.independent.value - 0.24) < 1e-12)
        #expect(abs((mode.ratio?.value ?? 0) - 0.4 / 0.24) < 1e-12)
    }

    @Test func `a wrong answer may be empty`() throws {
        let figures = try ResultsRig.figures(
            [
                ResultsRig.result(
                    1,
                    [
                        ResultsRig.reply("v01", .wrongValue, ""),
                        ResultsRig.reply("v02", .wrongValue, ""),
                    ])
            ], lines: [(Rig.line("flip-register-bits", hits: 2), 3000)])
        #expect(figures.commonModes.first?.identical == 1)
    }

    @Test func `votes are counted by line and by demand, harness errors nowhere`() throws {
        let reply = [ResultsRig.reply("v01", .wrongValue, "X")]
        let figures = try ResultsRig.figures(
            [
                ResultsRig.result(1, reply, own: .toleratedLogged, alone: .silentWrong),
                ResultsRig.result(2, demand: 2, reply, own: .silentWrong, alone: .silentWrong),
                ResultsRig.result(3, demand: 2, reply, own: .detectedSafe, alone: .wrongSafeSide),
                ResultsRig.result(
                    4, line: 1, demand: 2, reply, own: .harnessError, alone: .harnessError),
            ], lines: registers + [(Rig.line("omit-answer"), 6)])
        let own = figures.votes[0]
        #expect(own.wrong.count == 1 && own.wrong.trials == 3 && own.failed.count == 2)
        #expect(own.demandsWrong == 1 && own.estimate == nil)
        #expect(own.failures == 1000 && own.bound > 1.0 / 3)
        #expect(figures.votes[1].wrong.count == 2 && figures.votes[1].failed.count == 3)
        #expect(figures.demandCounts.map(\.demand) == [2, 1])
        #expect(figures.demandCounts[0].wrong.trials == 2)
        #expect(figures.lines[0].votes.map(\.wrong.count) == [1, 2])
        #expect(figures.lines[1].votes.map(\.wrong.trials) == [0, 0])
        #expect(figures.excluded.harnessErrors == 1 && figures.excluded.unjudged == 0)
        #expect(figures.silentWrong.map(\.trial) == [2])
    }

    @Test func `of a stratified campaign lines weigh as much as they are large`() throws {
        let reply = [ResultsRig.reply("v01", .wrongValue, "X")]
        let results = (1...20).map { id in
            ResultsRig.result(
                id, line: id <= 10 ? 0 : 1, reply,
                own: id <= 10 && id > 2 ? .noEffect : .silentWrong)
        }
        let lines: Lines = [
            (Rig.line("flip-register-bits"), 900), (Rig.line("omit-answer"), 100),
        ]
        let figures = try ResultsRig.figures(
            results, lines: lines, facts: ["sampling": "stratified", "points": "1000"])
        // 2 of 10 in nine tenths of the space, all in one tenth.
        let estimate = try #require(figures.votes[0].estimate)
        #expect(abs(estimate.value - 0.28) < 1e-12)
        #expect(estimate.low < 0.28 && estimate.high > 0.28)
        #expect(abs(figures.votes[0].failures - 280) < 1e-9)
        // Of the trials as drawn, 12 in 20 fail.
        #expect(figures.votes[0].bound > 0.28 && figures.votes[0].bound < 0.6)
        let ratio = try #require(figures.votes[0].ratio)
        #expect(ratio.value == nil && ratio.high == nil, "alone never failed")
        let half = try ResultsRig.figures(
            Array(results.prefix(10)), lines: lines, facts: ["sampling": "stratified"])
        #expect(half.votes[0].estimate == nil, "of one line nothing is known")
    }

    @Test func `failures that demands have in common make an estimate less sure`() throws {
        func estimate(_ demand: (UInt64) -> UInt64) throws -> CampaignFigures.Estimate {
            let results = (1...400).map { id -> TrialResult in
                ResultsRig.result(
                    id, demand: demand(id), [ResultsRig.reply("v01", .wrongValue, "X")],
                    own: id <= 40 ? .silentWrong : .noEffect)
            }
            let figures = try ResultsRig.figures(
                results, lines: registers, facts: ["sampling": "stratified"])
            return try #require(figures.votes[0].estimate)
        }
        // Of ten demands each fails at times; or one always, and the others never.
        let (spread, heaped) = (try estimate { $0 % 10 }, try estimate { ($0 - 1) / 40 })
        #expect(abs(spread.value - 0.1) < 1e-12 && abs(heaped.value - 0.1) < 1e-12)
        #expect(heaped.high > 1.5 * spread.high && heaped.low < spread.low / 2)
    }

    @Test func `what was done live as well is counted, and the first that differs is named`() throws
    {
        let rechecks: [UInt64: Recheck] = [
            2: Recheck(.same), 3: Recheck(.missed, "late"), 4: Recheck(.missed, "gone"),
            5: Recheck(.missed, "gone"), 7: Recheck(.differs, "v01 is silent"),
            8: Recheck(.slower, "v01 answered"),
        ]
        let results = (1...9 as ClosedRange<UInt64>).map { id in
            var result = ResultsRig.result(id, [ResultsRig.reply("v01", .masked)])
            result.recheck = rechecks[id]
            return result
        }
        let figures = try ResultsRig.figures(
            results, lines: registers, facts: ["rechecks": "6"])
        let found = try #require(figures.rechecks)
        #expect((found.same, found.slower, found.missed) == (1, 1, 3))
        #expect(found.missedMostly == "gone" && found.trials == 9 && found.compared == 2)
        #expect(
            found.differing == [CampaignFigures.Rechecks.Differing(trial: 7, note: "v01 is silent")]
        )
        #expect(figures.hasFailedRechecks)
        #expect(
            found.text == "2 of 9 trials in replicas were done live as well: 1 did not come to the "
                + "same: the campaign has failed; besides, 1 answered later than may be or than "
                + "the copy, 3 could not be (gone)")
        #expect(try ResultsRig.figures(results, lines: registers).rechecks == nil)
    }

    @Test func `the quick count is that of the figures`() throws {
        let reply = [ResultsRig.reply("v01", .wrongValue, "X")]
        let outcomes: [EnsembleOutcome?] = [.silentWrong, .noEffect, nil, .harnessError, .noEffect]
        let results = (1...50).map { id in
            ResultsRig.result(id, reply, own: outcomes[Int(id) % 5], alone: .silentWrong)
        }
        let (quick, figures) = try ResultsRig.counting(results, lines: registers) {
            (try $0.ownWrong(), try $0.figures())
        }
        #expect(quick == figures.votes[0].wrong && quick.count == 10 && quick.trials == 30)
        let none = try ResultsRig.counting([], lines: registers) { try $0.ownWrong() }
        #expect(none.trials == 0 && none.high == 1)
    }
}

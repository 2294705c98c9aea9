import Campaigns
import FaultInjection
import Reporting
import Testing

/// What is said of a whole space of faults, and by how many trials.
@Suite struct SpaceFiguresTests {
    private typealias Lines = [(line: FaultLine, points: UInt64)]

    private let registers: Lines = [(Rig.line("flip-register-bits"), 3000)]
    private let wrong = [ResultsRig.reply("v01", .wrongValue, "X")]
    private let unused = [ResultsRig.reply("v01", .notActivated)]

    @Test func `a fault that is never in use is a trial without a failure, in no share`() throws {
        let results = (1...10 as ClosedRange<UInt64>).map { id in
            id <= 4
                ? ResultsRig.result(
                    id, wrong, own: id == 1 ? .silentWrong : .noEffect, alone: .silentWrong)
                : ResultsRig.result(id, unused, own: nil)
        }
        let broken = ResultsRig.result(11, wrong, own: .harnessError, alone: .harnessError)
        let figures = try ResultsRig.figures(results + [broken], lines: registers)
        let (own, alone) = (figures.votes[0], figures.votes[1])
        #expect(own.wrong.count == 1 && own.wrong.trials == 4)
        // One and four of ten trials, of 3,000 faults.
        #expect(abs(own.failures - 300) < 1e-9 && abs(alone.failures - 1200) < 1e-9)
        #expect(abs((own.ratio?.value ?? 0) - 0.25) < 1e-12)
        #expect(figures.lines[0].unjudged == 6 && figures.excluded.harnessErrors == 1)
    }

    @Test func `a line weighs as much as it has faults that can be in use`() throws {
        let results = (1...20 as ClosedRange<UInt64>).map { id in
            id > 5 && id <= 10
                ? ResultsRig.result(id, unused, own: nil)
                : ResultsRig.result(
                    id, line: id <= 10 ? 0 : 1, wrong,
                    own: id > 1 && id <= 10 ? .noEffect : .silentWrong)
        }
        let lines: Lines = [
            (Rig.line("flip-register-bits"), 900), (Rig.line("omit-answer"), 100),
        ]
        let own = try ResultsRig.figures(
            results, lines: lines, facts: ["sampling": "stratified", "points": "1000"]
        ).votes[0]
        // One in ten of 900, and all of 100; one in five of those 450 that can be in use.
        #expect(abs(own.failures - 190) < 1e-9)
        let estimate = try #require(own.estimate)
        #expect(abs(estimate.value - 190.0 / 550) < 1e-12)
    }

    /// Two trials of a pruned space: a fault in a hundred is wrong alone.
    private func pruned(planned: String) throws -> CampaignFigures {
        var heavy = ResultsRig.result(1, wrong, own: .toleratedLogged, alone: .silentWrong)
        heavy.trial.weight = 30
        var masked = ResultsRig.result(2, [ResultsRig.reply("v01", .masked)])
        masked.trial.weight = 2970
        return try ResultsRig.figures(
            [heavy, masked], lines: registers,
            facts: ["sampling": "pruned", "whole": "yes", "planned": planned])
    }

    @Test func `a part of a whole space is told as one, and nothing is claimed of the rest`() throws
    {
        let figures = try pruned(planned: "3")
        #expect(!figures.isWhole && figures.isPartial)
        let alone = figures.votes[1]
        #expect(alone.wrong.count == 30 && alone.wrong.low == 0.01 && alone.wrong.high == 0.01)
        #expect(figures.votes.allSatisfy { $0.bound == 1 && $0.demandBound == 1 })
        #expect(alone.failures == 30, "nothing is extrapolated")
        let text = CampaignText(figures).text
        #expect(text.contains("2 trials of 3 planned") && text.contains("a part of the whole"))
        #expect(!text.contains("faults of the whole space, no interval"))
        let page = CampaignPage(figures).html
        #expect(page.contains("Only a part of the whole space was counted"))
        #expect(page.contains("nothing is claimed of the rest"))
        #expect(!page.contains("the whole space, no interval"))
        let whole = try pruned(planned: "2")
        #expect(whole.isWhole && !whole.isPartial && whole.votes[1].bound == 0.01)
    }

    @Test func `ensembles that run have claims in a whole space, and none in a part`() throws {
        var line = Rig.line("flip-register-bits")
        line.scene = LiveScene(.voter)
        let results = (1...10 as ClosedRange<UInt64>).map { id in
            var result = ResultsRig.result(id, [ResultsRig.reply("voter", .masked)], own: nil)
            result.live = .noEffect
            return result
        }
        func live(planned: String) throws -> CampaignFigures.Live {
            let figures = try ResultsRig.figures(
                results, lines: [(line, 10)],
                facts: ["sampling": "exhaustive", "whole": "yes", "planned": planned])
            return try #require(figures.live.first)
        }
        let (whole, part) = (try live(planned: "10"), try live(planned: "11"))
        #expect(whole.bound < 1 && whole.wrong.high > 0)
        #expect(part.bound == 1 && part.demandBound == 1 && part.trials == 10)
    }

    @Test(arguments: ["uniform", "stratified"])
    func `failures that demands have in common make a ratio less sure`(sampling: String) throws {
        func ratio(_ demand: (UInt64) -> UInt64) throws -> CampaignFigures.Ratio {
            let results = (1...400 as ClosedRange<UInt64>).map { id in
                ResultsRig.result(
                    id, demand: demand(id), wrong, own: id <= 40 ? .silentWrong : .noEffect,
                    alone: id <= 80 ? .silentWrong : .noEffect)
            }
            let figures = try ResultsRig.figures(
                results, lines: registers, facts: ["sampling": sampling])
            return try #require(figures.votes[0].ratio)
        }
        let (spread, heaped) = (try ratio { $0 % 10 }, try ratio { ($0 - 1) / 40 })
        #expect(spread.value == 0.5 && heaped.value == 0.5)
        let high = try #require(spread.high)
        #expect((heaped.high ?? .infinity) > 1.5 * high && heaped.low < spread.low / 2)
    }

    /// Of 200 trials in two replicas both are wrong in 20, and each alone in 20 more.
    private func together(
        facts: [String: String] = [:], _ demand: (UInt64) -> UInt64
    ) throws -> CampaignFigures.CommonMode {
        let results = (1...200 as ClosedRange<UInt64>).map { id in
            let isWrong = [id <= 40, id <= 20 || id > 40 && id <= 60]
            return ResultsRig.result(
                id, demand: demand(id),
                zip(["v01", "v02"], isWrong).map { name, isWrong in
                    ResultsRig.reply(name, isWrong ? .wrongValue : .masked, isWrong ? "X" : nil)
                })
        }
        let figures = try ResultsRig.figures(
            results, lines: [(Rig.line("flip-register-bits", hits: 2), 3000)], facts: facts)
        return try #require(figures.commonModes.first)
    }

    @Test func `what is wrong together at the same demands is less sure, too`() throws {
        let (spread, heaped) = (try together { $0 % 10 }, try together { ($0 - 1) / 20 })
        #expect(spread.together == CampaignFigures.Share(20, of: 200, confidence: 0.95))
        let (one, other) = (try #require(spread.ratio), try #require(heaped.ratio))
        #expect(abs((one.value ?? 0) - 2.5) < 1e-12 && one.value == other.value)
        #expect(other.low < one.low && (other.high ?? .infinity) > (one.high ?? 0))
        #expect(heaped.independent.high > spread.independent.high)
    }

    @Test func `in a whole space even that has no interval`() throws {
        let facts = ["sampling": "exhaustive", "whole": "yes", "planned": "200"]
        let mode = try together(facts: facts) { $0 % 10 }
        #expect(mode.together.low == 0.1 && mode.together.high == 0.1)
        #expect(mode.independent.low == mode.independent.high)
        #expect(mode.ratio?.low == mode.ratio?.value && mode.ratio?.high == mode.ratio?.value)
    }
}

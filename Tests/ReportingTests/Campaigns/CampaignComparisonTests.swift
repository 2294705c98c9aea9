import Reporting
import Testing

@Suite struct CampaignComparisonTests {
    private typealias Figures = CampaignFigures

    /// One line with one vote.
    private func figures(
        wrong: UInt64, failed: UInt64 = 100, of trials: UInt64 = 10_000, name: String = "registers",
        lines: Int = 1, points: UInt64 = 1_000_000
    ) -> Figures {
        var figures = SyntheticFigures.empty(planned: trials * UInt64(lines))
        figures.name = name
        figures.trials = figures.planned
        func share(_ count: UInt64, _ trials: UInt64) -> Figures.Share {
            SyntheticFigures.share(count, trials)
        }
        let own = "2 of 3"
        figures.lines = (0..<lines).map { index in
            let vote = Figures.LineVote(
                vote: own, wrong: share(wrong, trials), failed: share(failed, trials))
            return Figures.Line(
                model: "flip-register-bits", settings: "bits=\(index + 1)", hits: 1,
                points: points, trials: trials, components: [], wrong: share(0, 0), outcomes: [],
                votes: [vote])
        }
        let all = UInt64(lines)
        figures.votes = [
            Figures.Vote(
                vote: own, outcomes: [], wrong: share(wrong * all, trials * all),
                failed: share(failed * all, trials * all), bound: 1, demandBound: 1,
                demandsWrong: 0, failures: 0)
        ]
        return figures
    }

    @Test func `the same again is not worse`() {
        let comparison = CampaignComparison(figures(wrong: 12), against: figures(wrong: 12))
        #expect(!comparison.isWorse && comparison.isWhole)
        #expect(comparison.rows.count == 3)
        #expect(comparison.rows.allSatisfy { $0.probability > 0.5 })
    }

    @Test func `many more wrong outputs are worse, fewer are not`() {
        #expect(CampaignComparison(figures(wrong: 60), against: figures(wrong: 12)).isWorse)
        #expect(!CampaignComparison(figures(wrong: 12), against: figures(wrong: 60)).isWorse)
    }

    @Test func `a little more is chance, and it is said from where it would not be`() throws {
        let comparison = CampaignComparison(figures(wrong: 16), against: figures(wrong: 12))
        #expect(!comparison.isWorse)
        let noticed = try #require(comparison.rows[0].noticedFrom)
        #expect(noticed > 16 && noticed < 60)
        let there = CampaignComparison(figures(wrong: noticed), against: figures(wrong: 12))
        #expect(there.isWorse)
    }

    @Test func `the right answer may stay away more often, without a wrong one`() {
        let comparison = CampaignComparison(
            figures(wrong: 0, failed: 400), against: figures(wrong: 0, failed: 100))
        #expect(comparison.rows.filter(\.isWorse).map(\.measure) == [.failed])
    }

    @Test func `a program with ten times the faults is worse at the same share`() {
        let comparison = CampaignComparison(
            figures(wrong: 40, points: 10_000_000), against: figures(wrong: 40))
        #expect(comparison.rows.filter(\.isWorse).map(\.measure) == [.space])
        var other = figures(wrong: 40, points: 10_000_000)
        other.demands = 400
        // With ten times the demands there are ten times the faults, and nothing is worse.
        #expect(!CampaignComparison(other, against: figures(wrong: 40)).isWorse)
    }

    @Test func `what one question would call worse is chance among many`() {
        let one = CampaignComparison(figures(wrong: 14), against: figures(wrong: 3))
        let many = CampaignComparison(
            figures(wrong: 14, lines: 40), against: figures(wrong: 3, lines: 40))
        #expect(one.isWorse)
        let single = many.rows.filter { $0.line != nil && $0.measure == .silentWrong }
        #expect(single.count == 40 && !single.contains(where: \.isWorse))
        // All of them together are no chance.
        #expect(many.rows.contains { $0.line == nil && $0.isWorse })
    }

    @Test func `lines are compared by what they are, wherever they stand`() {
        var after = figures(wrong: 5, lines: 3)
        after.lines.reverse()
        after.lines[0].votes[0].wrong = SyntheticFigures.share(200, 10_000)
        let comparison = CampaignComparison(after, against: figures(wrong: 5, lines: 3))
        let worse = comparison.rows.filter { $0.isWorse && $0.line != nil }
        #expect(Set(worse.map(\.line)) == ["flip-register-bits bits=3"])
    }

    @Test func `what is not there any more is missing, not better`() {
        var after = figures(wrong: 5, lines: 2)
        after.lines.removeLast()
        after.votes[0].vote = "3 of 5"
        let comparison = CampaignComparison(after, against: figures(wrong: 5, lines: 2))
        #expect(comparison.missing == ["flip-register-bits bits=2", "the vote 2 of 3"])
        #expect(!comparison.isWhole && !comparison.isWorse)
        #expect(ComparisonText(comparison).text.contains("nothing to compare"))
    }

    @Test func `a line without a judged trial is missing, too`() {
        var after = figures(wrong: 5)
        after.lines[0].votes[0].wrong = SyntheticFigures.share(0, 0)
        let comparison = CampaignComparison(after, against: figures(wrong: 5))
        #expect(comparison.missing == ["flip-register-bits bits=1 by 2 of 3"])
    }

    @Test func `where every fault was injected one more is one more`() {
        var (before, after) = (figures(wrong: 0), figures(wrong: 1))
        #expect(!CampaignComparison(after, against: before).isWorse)
        (before.sampling, after.sampling) = ("exhaustive", "exhaustive")
        #expect(CampaignComparison(after, against: before).isWorse)
    }

    @Test func `with a part of a whole space nothing is compared`() {
        // Three trials may stand for a million faults.
        var part = figures(wrong: 50_000, of: 1_000_000)
        (part.trials, part.planned, part.isPartial) = (3, 5, true)
        var exhaustive = figures(wrong: 500)
        exhaustive.sampling = "exhaustive"
        exhaustive.trials -= 1
        for part in [part, exhaustive] {
            let sample = figures(wrong: 1, name: "sample")
            for comparison in [
                CampaignComparison(part, against: sample),
                CampaignComparison(sample, against: part),
            ] {
                #expect(comparison.rows.isEmpty && !comparison.isWorse && !comparison.isWhole)
                #expect(
                    comparison.remarks.contains {
                        $0.contains("'registers' is a part of a whole space")
                    })
            }
        }
    }

    @Test func `of a whole space the share is known, and only the sample is left to chance`() {
        var whole = figures(wrong: 0, failed: 0, of: 20, points: 20)
        whole.isWhole = true
        let sample = figures(wrong: 3, failed: 3, of: 100, points: 20)
        // What comes of no fault at all cannot be seen by chance.
        let rows = CampaignComparison(sample, against: whole).rows
        #expect(rows.allSatisfy { $0.isWorse })
        #expect(!CampaignComparison(whole, against: sample).isWorse)
        whole = figures(wrong: 10, failed: 10, of: 20, points: 20)
        whole.isWhole = true
        #expect(!CampaignComparison(sample, against: whole).isWorse)
        #expect(CampaignComparison(whole, against: sample).isWorse)
    }

    @Test func `faults that are never in use are none of those that are wrong`() {
        // Ten times as many faults, of which nine in ten cannot be in use.
        var after = figures(wrong: 40, points: 10_000_000)
        after.lines[0].unjudged = 90_000
        #expect(!CampaignComparison(after, against: figures(wrong: 40)).isWorse)
    }

    @Test func `lines of a stratified campaign are not added up`() {
        var after = figures(wrong: 5, lines: 2)
        after.sampling = "stratified"
        let comparison = CampaignComparison(after, against: figures(wrong: 5, lines: 2))
        #expect(comparison.rows.allSatisfy { $0.line != nil })
        #expect(comparison.remarks == ["sampling 'stratified', before 'uniform'"])
    }

    @Test func `the text says what is worse, by how much, and what would have been noticed`() {
        let comparison = CampaignComparison(
            figures(wrong: 60, name: "new\u{1B}"), against: figures(wrong: 12))
        let text = ComparisonText(comparison).text
        #expect(text.hasPrefix("new? against registers: worse: silent wrong outputs by 2 of 3"))
        #expect(text.contains("12 of 10,000 (0.12 %)  60 of 10,000 (0.6 %)"))
        #expect(text.contains("\n! 2 of 3, ") && text.contains("< 0.0001"))
        #expect(text.contains("Holm") && !text.contains(" \n"))
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 140 })
        let same = ComparisonText(
            CampaignComparison(figures(wrong: 12), against: figures(wrong: 12))
        ).text
        #expect(same.contains("nothing worse beyond chance in 3 comparisons"))
    }

    /// One component that was struck while all ran; of these trials some let a wrong answer out.
    private func struck(_ component: String, wrong: UInt64, safe: UInt64 = 0) -> Figures.Live {
        var live = Figures.Live(
            component: component, fault: "flip-read-bits", trials: 1000, missed: 0)
        live.outcomes = [
            .init(outcome: "no effect", count: 1000 - wrong - safe),
            .init(outcome: "detected and safe", count: safe),
            .init(outcome: "silent wrong output", count: wrong),
        ]
        live.wrong = SyntheticFigures.share(wrong, 1000)
        return live
    }

    @Test func `a voter that lets more out than before is worse, whatever votes say`() throws {
        var (before, after) = (figures(wrong: 0), figures(wrong: 0))
        before.live = [struck("voter", wrong: 0), struck("gate", wrong: 0, safe: 10)]
        after.live = before.live
        let same = CampaignComparison(after, against: before)
        #expect(!same.isWorse && same.isWhole && same.rows.count == 3 + 4)
        after.live[0] = struck("voter", wrong: 20)
        let worse = CampaignComparison(after, against: before)
        #expect(
            worse.rows.filter(\.isWorse).map(\.vote) == [
                "the whole ensemble, voter", "the whole ensemble, voter",
            ])
        after.live = [before.live[0], struck("gate", wrong: 0, safe: 60)]
        let safer = CampaignComparison(after, against: before)
        #expect(safer.rows.filter(\.isWorse).map(\.measure) == [.failed])
        after.live = [before.live[0]]
        let part = CampaignComparison(after, against: before)
        #expect(part.missing == ["gate: flip-read-bits"] && !part.isWhole)
    }
}

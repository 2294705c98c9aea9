/// The parts of the page that say what went out, by vote and by demand.
struct CampaignVoteParts {
    typealias Part = CampaignPage.Part

    let figures: CampaignFigures

    private var judged: [CampaignFigures.Vote] { figures.votes.filter { $0.wrong.trials > 0 } }

    var votes: Part {
        Part(
            name: "votes", title: "What went out, by vote",
            lead: "The first vote is the ensemble's own; alone is one version as it is. All are "
                + "taken on the same faults. A wrong answer that is the restrictive one is no "
                + "silent wrong output: it is counted as wrong on the safe side.",
            content: judged.isEmpty ? [] : bars + blame + dots + [ratios, byLine])
    }

    private var blame: [Markup] {
        figures.blame.map { blame in
            [.element("p", [("class", "lead")], text: "By the ensemble's own vote: \(blame.text).")]
        } ?? []
    }

    private var bars: [Markup] {
        OutcomeBars(
            caption: "What went out, by vote", subject: "vote",
            unit: figures.isOfFaults ? "faults" : "trials",
            inks: OutcomePalette.ensembles,
            rows: judged.map {
                OutcomeBars.Row(name: $0.vote, counts: $0.outcomes, gravest: $0.wrong)
            }
        ).markup
    }

    private var dots: [Markup] {
        let key =
            "The same on a scale of powers of ten: a dot for the share that was seen (hollow for "
            + "none), a line for its Wilson interval, a lozenge for what can be claimed. Below "
            + "the names, how many times as often as by one version alone."
        let plot = ShareDots(
            caption: "Silent wrong outputs by vote, on a scale of powers of ten",
            titles: ("vote", "silent wrong outputs"),
            rows: judged.map { vote in
                ShareDots.Row(
                    name: vote.vote, note: Self.ratio(vote), share: vote.wrong,
                    bound: figures.isOfFaults ? nil : vote.bound)
            })
        return [
            .element("h3", [], text: "Silent wrong outputs"),
            .element("p", [("class", "lead")], text: key), plot.markup,
            .element(
                "p", [("class", "lead")], text: CampaignWords(figures: figures).claim ?? ""),
        ]
    }

    private static func ratio(_ vote: CampaignFigures.Vote) -> String {
        guard let ratio = vote.ratio else { return "" }
        if ratio.low == ratio.high, let value = ratio.value {
            return "\(Figures.significant(value)) × \(ratio.to)"
        }
        let high = ratio.high.map { Figures.significant($0) } ?? "no bound"
        return "\(ratio.value.map { Figures.significant($0) } ?? "?") × \(ratio.to) "
            + "(\(Figures.significant(ratio.low))–\(high))"
    }

    private var ratios: Markup {
        DataTable(
            caption: "Votes in numbers",
            header: [
                "vote", "trials", "wrong", "share", "interval", "claim", "of demands",
                "right answer not out", "in the whole space", "ratio",
            ],
            rows: judged.map { vote in
                [
                    vote.vote, Figures.count(vote.wrong.trials), Figures.count(vote.wrong.count),
                    Figures.share(vote.wrong),
                    figures.isPartial ? "none" : Figures.interval(vote.wrong),
                    figures.isOfFaults ? "none" : Figures.below(vote.bound),
                    figures.isOfFaults ? "none" : Figures.below(vote.demandBound),
                    "\(Figures.count(vote.failed.count)) (\(Figures.share(vote.failed)))",
                    figures.isPartial ? "–" : Figures.significant(vote.failures),
                    Self.ratio(vote),
                ]
            }
        ).folded("Claims, ratios and extrapolations")
    }

    private var byLine: Markup {
        DataTable(
            caption: "Silent wrong outputs by line and vote",
            header: ["fault"] + figures.votes.map(\.vote),
            rows: figures.lines.map { line in
                [line.title]
                    + figures.votes.map { vote in
                        line.votes.first { $0.vote == vote.vote }.map { Figures.part($0.wrong) }
                            ?? "–"
                    }
            }
        ).folded("Silent wrong outputs by line and vote")
    }

    /// By silent wrong outputs; without any, by how often the right answer did not go out.
    var demands: Part {
        let wrong = figures.demandCounts.filter { $0.wrong.count > 0 }
        let worst =
            wrong.isEmpty
            ? figures.demandCounts.filter { $0.failed.count > 0 }
                .sorted { $0.failed.count > $1.failed.count } : wrong
        let measure = wrong.isEmpty ? "right answer not out" : "silent wrong outputs"
        let plot = ShareDots(
            caption: "Demands by \(measure), on a scale of powers of ten",
            titles: ("demand", measure),
            rows: worst.prefix(10).map { demand in
                ShareDots.Row(
                    name: "demand \(demand.demand)",
                    note: wrong.isEmpty ? "" : "no right answer: \(Figures.share(demand.failed))",
                    share: wrong.isEmpty ? demand.failed : demand.wrong)
            })
        let rest = worst.count > 10 ? " The ten with most of them:" : ""
        return Part(
            name: "demands", title: "By demand",
            lead: "Of \(Figures.counted(UInt64(figures.demandCounts.count), "demand")), "
                + "\(Figures.count(UInt64(wrong.count))) had a silent wrong output by the "
                + "ensemble's own vote"
                + (wrong.isEmpty
                    ? "; \(Figures.count(UInt64(worst.count))) had trials in which the right "
                        + "answer did not go out." : ".") + rest,
            content: worst.isEmpty ? [] : [plot.markup])
    }
}

/// What may be claimed of what replicas share, in numbers.
struct SharedTable {
    let figures: CampaignFigures

    var markup: Markup {
        DataTable(
            caption: "Claims, by what was hit",
            header: [
                "in", "fault", "trials", "missed", "silent wrong outputs",
                "claim, \(Figures.share(figures.confidence)) sure", "of demands", "seen after",
            ],
            rows: figures.live.map { live in
                [
                    live.component, live.fault, Figures.count(live.trials),
                    Figures.count(live.missed), Figures.count(live.wrong.count),
                    claim(live, live.bound), claim(live, live.demandBound),
                    live.latency.map { "\(Figures.significant(Double($0) / 1e6)) ms" } ?? "–",
                ]
            }, words: [0, 1]
        ).markup
    }

    private func claim(_ live: CampaignFigures.Live, _ bound: Double) -> String {
        live.trials == 0 || figures.isPartial ? "–" : Figures.below(bound)
    }
}

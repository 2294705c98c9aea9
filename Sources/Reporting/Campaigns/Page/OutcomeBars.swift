/// A bar a row, divided by what became of its trials; the gravest part begins at the left, with
/// its interval.
struct OutcomeBars {
    struct Row {
        var name: String
        var counts: [CampaignFigures.Count]
        /// Of the first ink of the palette.
        var gravest: CampaignFigures.Share
    }

    let caption: String
    /// What a row is.
    let subject: String
    /// What is counted, as `replicas hit`.
    let unit: String
    let inks: [OutcomePalette.Ink]
    let rows: [Row]

    private static let height = 26.0

    var markup: [Markup] {
        let seen = OutcomePalette.seen(inks, in: rows.map(\.counts))
        let plot = PlotTable(
            caption: caption, titles: (subject, inks[0].outcome), axis: Self.axis,
            isDense: true,
            rows: rows.map { row in
                PlotTable.Row(
                    name: row.name, note: "\(Figures.count(row.gravest.trials)) \(unit)",
                    plot: bar(row), value: Figures.share(row.gravest),
                    interval: row.gravest.trials > 0 ? Figures.interval(row.gravest) : "")
            })
        let table = DataTable(
            caption: caption, header: [subject, "all"] + seen.map(\.outcome),
            rows: rows.map { row in
                [row.name, Figures.count(row.gravest.trials)]
                    + seen.map { Figures.count(Self.count($0, row)) }
            })
        return [OutcomePalette.legend(seen), plot.markup, table.folded("The numbers")]
    }

    private static func count(_ ink: OutcomePalette.Ink, _ row: Row) -> UInt64 {
        row.counts.first { $0.outcome == ink.outcome }?.count ?? 0
    }

    private func bar(_ row: Row) -> Markup {
        let all = inks.reduce(0) { $0 + Self.count($1, row) }
        let words = inks.filter { Self.count($0, row) > 0 }
            .map { "\($0.outcome) \(Figures.count(Self.count($0, row)))" }
        var strip = Strip(
            height: Self.height,
            title: "\(row.name): " + (all == 0 ? "none" : words.joined(separator: ", ")))
        var start = 0.0
        for ink in inks where all > 0 {
            let count = Self.count(ink, row)
            let part = Double(count) / Double(all)
            if count > 0 {
                strip.rectangle(
                    start, start + part, top: 4, height: Self.height - 8, [("fill", ink.fill)])
            }
            // The gravest part's share stands behind the bar.
            if part > 0.13, ink.texture == .plain, ink != inks[0] {
                strip.text(
                    "\(Figures.fixed(part * 100, 0)) %", start + part, Self.height / 2 + 4,
                    anchor: .end, shift: -6, kind: "on on-\(ink.hue)")
            }
            start += part
        }
        if row.gravest.trials > 0 {
            strip.whisker(row.gravest.low, row.gravest.high, y: Self.height / 2)
        }
        return strip.markup
    }

    private static var axis: Markup {
        var strip = Strip(height: 18, title: "")
        for part in [0, 0.25, 0.5, 0.75, 1.0] {
            strip.text(
                "\(Figures.fixed(part * 100, 0))" + (part == 1 ? " %" : ""), part, 13,
                anchor: part == 0 ? .start : part == 1 ? .end : .middle)
        }
        return strip.markup
    }
}

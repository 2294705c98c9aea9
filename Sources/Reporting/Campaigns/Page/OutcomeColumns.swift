import Foundation

/// A column a bit, or a tenth of a window, divided by what became of its trials; the gravest part
/// stands at the bottom, with its interval. What was masked is what is left, and not drawn.
struct OutcomeColumns {
    let title: String
    /// What the columns are, below them.
    let axis: String
    /// In order.
    let columns: [CampaignFigures.Breakdown]
    /// Of a column by its place, where it has one.
    let label: (Int) -> String?

    static let masked = "masked"
    private static let top = 8.0
    private static let bottom = 148.0
    private let inks = OutcomePalette.components.filter { $0.outcome != Self.masked }

    /// Of the axis: the highest column, or interval, has room.
    private var most: Double {
        let highest =
            columns.map { column in
                let drawn = inks.reduce(0) { $0 + part($1, column) }
                return max(drawn, column.wrong.trials > 0 ? column.wrong.high : 0)
            }.max() ?? 1
        return [0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6].first { $0 >= highest } ?? 1
    }

    var markup: [Markup] {
        let most = most
        var strip = Strip(
            height: Self.bottom + 36, title: title,
            description: "Stacked columns, \(axis): "
                + columns.map { "\($0.key): \(Figures.share($0.wrong)) wrong values" }
                .joined(separator: ", "))
        for part in [0, 0.5, 1.0] {
            let y = y(part * most, most)
            strip.line(0, y, 1, y, kind: "grid")
            strip.text(
                Figures.significant(part * most * 100) + (part == 1 ? " %" : ""), 0, y + 4,
                anchor: .end, shift: -6)
        }
        for index in columns.indices { draw(index, most, &strip) }
        strip.text(axis, 0.5, Self.bottom + 32)
        let seen = OutcomePalette.seen(inks, in: columns.map(\.outcomes))
        return [
            .element("h3", [], text: title), OutcomePalette.legend(seen),
            .element("div", [("class", "gutter")], [strip.markup]), table,
        ]
    }

    private var table: Markup {
        let seen = OutcomePalette.seen(
            OutcomePalette.components, in: columns.map(\.outcomes))
        return DataTable(
            caption: title, header: [axis, "all", "share", "interval"] + seen.map(\.outcome),
            rows: columns.map { column in
                [
                    column.key, Figures.count(column.wrong.trials), Figures.share(column.wrong),
                    Figures.interval(column.wrong),
                ] + seen.map { ink in Figures.count(Self.count(ink, column)) }
            }
        ).folded("The numbers")
    }

    private func y(_ part: Double, _ most: Double) -> Double {
        Self.bottom - (Self.bottom - Self.top) * part / most
    }

    private static func count(
        _ ink: OutcomePalette.Ink, _ column: CampaignFigures.Breakdown
    ) -> UInt64 {
        column.outcomes.first { $0.outcome == ink.outcome }?.count ?? 0
    }

    private func part(
        _ ink: OutcomePalette.Ink, _ column: CampaignFigures.Breakdown
    ) -> Double {
        let trials = column.wrong.trials
        return trials == 0 ? 0 : Double(Self.count(ink, column)) / Double(trials)
    }

    private func draw(_ index: Int, _ most: Double, _ strip: inout Strip) {
        let column = columns[index]
        let width = 1 / Double(columns.count)
        let gap = width * 0.07
        let (from, to) = (Double(index) * width + gap, Double(index + 1) * width - gap)
        var start = 0.0
        var parts = [
            Markup.element(
                "title", [],
                text: "\(column.key): \(Figures.part(column.wrong)) wrong values, "
                    + Figures.interval(column.wrong))
        ]
        for ink in inks {
            let part = part(ink, column)
            if part == 0 { continue }
            let (low, high) = (y(start, most), y(start + part, most))
            parts.append(
                Strip.rectangle(from, to, top: high, height: low - high, [("fill", ink.fill)]))
            start += part
        }
        strip.add(.element("g", [], parts))
        if column.wrong.trials > 0 {
            let middle = (from + to) / 2
            // Between many narrow columns a ground of its own would hide them.
            for kind in columns.count > 16 ? ["whisker thin"] : ["halo-line", "whisker"] {
                strip.line(
                    middle, y(column.wrong.low, most), middle, y(column.wrong.high, most),
                    kind: kind)
            }
        }
        if let label = label(index) { strip.text(label, (from + to) / 2, Self.bottom + 15) }
    }
}

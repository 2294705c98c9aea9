/// Processor time from the fault to the end: one small histogram an outcome, on a common scale of
/// powers of ten.
struct LatencyPlot {
    let latencies: CampaignFigures.Latencies
    /// Classes from the first to the last that anything is in.
    private let classes: Range<Int>

    private static let height = 46.0

    /// Nil where nothing was measured.
    init?(_ latencies: CampaignFigures.Latencies) {
        let used = (0...latencies.bounds.count).filter { place in
            latencies.rows.contains { $0.counts[place] > 0 }
        }
        guard let first = used.first, let last = used.last else { return nil }
        self.latencies = latencies
        classes = first..<(last + 1)
    }

    var markup: [Markup] {
        let rows = OutcomePalette.components.compactMap { ink in
            latencies.rows.first { $0.outcome == ink.outcome && $0.count > 0 }
        }
        let plot = PlotTable(
            caption: "Processor time from the fault to the end, by outcome",
            titles: ("outcome", "median"), axis: axis,
            rows: rows.map { row in
                PlotTable.Row(
                    name: row.outcome, note: Figures.counted(row.count, "time"),
                    plot: histogram(row), value: below(0.5, row),
                    interval: "99 of 100 \(below(0.99, row))")
            })
        let table = DataTable(
            caption: "Processor time from the fault to the end, by outcome",
            header: ["outcome"] + classes.map(name),
            rows: rows.map { row in
                [row.outcome] + classes.map { Figures.count(row.counts[$0]) }
            })
        return [plot.markup, table.folded("The numbers")]
    }

    private func below(_ share: Double, _ row: CampaignFigures.Latencies.Row) -> String {
        if let bound = latencies.bound(of: share, in: row) {
            return "<\u{A0}" + Figures.duration(nanoseconds: bound)
        }
        return name(latencies.bounds.count)
    }

    private func name(_ place: Int) -> String {
        place < latencies.bounds.count
            ? "< \(Figures.duration(nanoseconds: latencies.bounds[place]))"
            : "≥ \(latencies.bounds.last.map { Figures.duration(nanoseconds: $0) } ?? "0")"
    }

    /// Where a class begins, as a share of the width.
    private func x(_ place: Int) -> Double {
        Double(place - classes.lowerBound) / Double(classes.count)
    }

    private func histogram(_ row: CampaignFigures.Latencies.Row) -> Markup {
        let most = Double(row.counts.max() ?? 1)
        var strip = Strip(
            height: Self.height,
            title: "\(row.outcome): "
                + classes.filter { row.counts[$0] > 0 }
                .map { "\(name($0)) \(Figures.count(row.counts[$0]))" }.joined(separator: ", "))
        strip.line(0, Self.height - 0.5, 1, Self.height - 0.5, kind: "grid")
        let ink = OutcomePalette.components.first { $0.outcome == row.outcome }
        for place in classes where row.counts[place] > 0 {
            let size = max(1.5, (Self.height - 8) * Double(row.counts[place]) / most)
            let gap = 0.06 / Double(classes.count)
            strip.rectangle(
                x(place) + gap, x(place + 1) - gap, top: Self.height - size, height: size,
                [("fill", ink?.fill ?? "var(--slate)")])
        }
        return strip.markup
    }

    /// Bounds stand between classes.
    private var axis: Markup {
        var strip = Strip(height: 18, title: "")
        let inner = classes.dropFirst().map { $0 - 1 }
        let step = max(1, (inner.count + 3) / 5)
        for place in inner where (place - classes.lowerBound) % step == step / 2 {
            strip.text(
                Figures.duration(nanoseconds: latencies.bounds[place]), x(place + 1), 13)
        }
        return strip.markup
    }
}

import Foundation

/// Shares on a scale of powers of ten, a row each: a dot, its interval as a line, and what can be
/// claimed as a lozenge.
struct ShareDots {
    struct Row {
        var name: String
        var note = ""
        var share: CampaignFigures.Share
        /// The most that can be claimed, where anything is.
        var bound: Double?
    }

    let caption: String
    let titles: (name: String, value: String)
    let rows: [Row]
    private let scale: LogScale
    private static let height = 34.0

    init(caption: String, titles: (name: String, value: String), rows: [Row]) {
        (self.caption, self.titles, self.rows) = (caption, titles, rows)
        scale = LogScale(
            around: rows.flatMap { row in
                [row.share.low, row.share.value ?? 0, row.share.high, row.bound ?? 1]
            }, upTo: 1)
    }

    var markup: Markup {
        PlotTable(
            caption: caption, titles: titles, axis: axis,
            rows: rows.map { row in
                PlotTable.Row(
                    name: row.name, note: row.note, plot: strip(row),
                    value: Figures.share(row.share),
                    interval: Figures.part(row.share)
                        + (row.bound.map { ", claim \(Figures.below($0))" }
                            ?? ", \(Figures.interval(row.share))"))
            }
        ).markup
    }

    private func strip(_ row: Row) -> Markup {
        var strip = Strip(
            height: Self.height,
            title: "\(row.name): \(Figures.part(row.share)) \(titles.value), interval "
                + Figures.interval(row.share)
                + (row.bound.map { ", claim \(Figures.below($0))" } ?? ""))
        for exponent in scale.all {
            strip.line(x(exponent), 0, x(exponent), Self.height, kind: "grid")
        }
        let middle = Self.height / 2
        let (low, high) = (scale.place(row.share.low), scale.place(row.share.high))
        strip.line(low, middle, high, middle, kind: "range")
        strip.line(high, middle - 6, high, middle + 6, kind: "range")
        if row.share.low > 0 { strip.line(low, middle - 6, low, middle + 6, kind: "range") }
        if let bound = row.bound { lozenge(scale.place(bound), middle, &strip) }
        strip.dot(
            scale.place(row.share.value ?? 0), middle, radius: 5.5,
            kind: row.share.count == 0 ? "point none" : "point")
        return strip.markup
    }

    /// A square on its corner.
    private func lozenge(_ x: Double, _ y: Double, _ strip: inout Strip) {
        let path = Markup.element(
            "path", [("d", "M0 -6 L5 0 L0 6 L-5 0 Z"), ("class", "claim")], [])
        strip.add(
            .element(
                "svg",
                [("x", Strip.share(x)), ("y", Drawing.number(y)), ("class", "at")], [path]))
    }

    private func x(_ exponent: Int) -> Double {
        Double(exponent - scale.first) / Double(scale.last - scale.first)
    }

    private var axis: Markup {
        var strip = Strip(height: 18, title: "")
        for exponent in scale.named {
            let x = x(exponent)
            strip.text(
                Figures.share(pow(10, Double(exponent))), x, 13,
                anchor: x == 0 ? .start : x == 1 ? .end : .middle, kind: scale.kind(exponent))
        }
        return strip.markup
    }
}

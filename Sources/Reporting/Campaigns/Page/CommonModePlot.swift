import Foundation

/// How many times as often replicas were wrong together as independent ones would be, by the set
/// of replicas that the same fault hit.
struct CommonModePlot {
    let modes: [CampaignFigures.CommonMode]
    private let scale: LogScale
    private static let height = 34.0

    init(_ modes: [CampaignFigures.CommonMode]) {
        self.modes = modes
        let ratios = modes.compactMap(\.ratio)
        scale = LogScale(
            around: [0.5, 2] + ratios.flatMap { [$0.low, $0.value ?? 1, $0.high ?? 1] })
    }

    var markup: [Markup] {
        let plot = PlotTable(
            caption: "Wrong together, against independence",
            titles: ("same fault in", "times independence"), axis: axis,
            rows: modes.map { mode in
                PlotTable.Row(
                    name: Self.names(mode), note: mode.line, plot: row(mode),
                    value: mode.ratio?.value.map { "\(Figures.significant($0)) ×" } ?? "–",
                    interval: Self.interval(mode))
            })
        return [plot.markup, table]
    }

    private static func names(_ mode: CampaignFigures.CommonMode) -> String {
        mode.replicas.joined(separator: " + ")
    }

    private static func interval(_ mode: CampaignFigures.CommonMode) -> String {
        guard let ratio = mode.ratio else { return "no wrong values to compare" }
        let high = ratio.high.map { Figures.significant($0) } ?? "no bound"
        let interval =
            ratio.low == ratio.high ? "exact" : "\(Figures.significant(ratio.low))–\(high)"
        return "\(interval); \(Figures.part(mode.together)) together"
    }

    private func row(_ mode: CampaignFigures.CommonMode) -> Markup {
        var strip = Strip(
            height: Self.height,
            title: "\(mode.line) in \(Self.names(mode)): \(Self.interval(mode))")
        for exponent in scale.all { strip.line(x(exponent), 0, x(exponent), 34, kind: "grid") }
        strip.line(x(0), 0, x(0), Self.height, kind: "one")
        guard let ratio = mode.ratio else { return strip.markup }
        let middle = Self.height / 2
        let high = ratio.high.map(scale.place) ?? 1
        strip.line(scale.place(ratio.low), middle, high, middle, kind: "range")
        for (end, isOpen) in [
            (scale.place(ratio.low), ratio.low == 0), (high, ratio.high == nil),
        ] where !isOpen {
            strip.line(end, middle - 6, end, middle + 6, kind: "range")
        }
        strip.dot(
            scale.place(ratio.value ?? 0), middle, radius: 5.5,
            kind: ratio.value == 0 ? "point none" : "point")
        return strip.markup
    }

    private func x(_ exponent: Int) -> Double {
        Double(exponent - scale.first) / Double(scale.last - scale.first)
    }

    private var axis: Markup {
        var strip = Strip(height: 18, title: "")
        for exponent in scale.named {
            let place = x(exponent)
            strip.text(
                "\(Figures.significant(pow(10, Double(exponent)))) ×", place, 13,
                anchor: place == 0 ? .start : place == 1 ? .end : .middle,
                kind: scale.kind(exponent))
        }
        return strip.markup
    }

    private var table: Markup {
        DataTable(
            caption: "Wrong together, in numbers",
            header: [
                "same fault in", "fault", "trials", "wrong each", "together", "alike", "different",
                "if independent", "interval",
            ],
            rows: modes.map { mode in
                [
                    Self.names(mode), mode.line, Figures.count(mode.trials),
                    mode.wrong.map { Figures.count($0) }.joined(separator: ", "),
                    Figures.count(mode.together.count), Figures.count(mode.identical),
                    Figures.count(mode.different), Figures.share(mode.independent.value),
                    mode.independent.low == mode.independent.high
                        ? "exact"
                        : Figures.interval(mode.independent.low, mode.independent.high),
                ]
            }, words: [0, 1]
        ).markup
    }
}

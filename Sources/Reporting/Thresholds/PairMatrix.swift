import Thresholds

/// A square a pair: φ of their failures; without a truth, how often they differ.
struct PairMatrix {
    let result: StudyResult
    private let labels: [String]

    init(result: StudyResult) {
        self.result = result
        labels = StudyText.labels(result.versions.map(\.name))
    }

    private static let left = 112.0
    /// More versions than these need the whole width of a page.
    static let narrowMax = 24
    private static let sideMax = 378.0

    private var order: [Int] { result.clusters.order }
    private var cell: Double { min(36, Self.sideMax / Double(order.count)) }
    private var side: Double { cell * Double(order.count) }
    private var hasNames: Bool { cell >= 5 }

    private func value(_ one: Int, _ other: Int) -> Double? {
        result.hasTruth ? result.pairs.phi[one][other] : result.pairs.disagreement[one][other]
    }

    private func colour(_ value: Double) -> [(String, String)] {
        [
            ("fill", value < 0 ? "var(--cold)" : "var(--bad)"),
            ("fill-opacity", Drawing.number(min(1, abs(value)) * 0.92 + 0.03)),
        ]
    }

    private func label(_ value: Double) -> String {
        if !result.hasTruth { return Figures.fixed(value * 100, 0) }
        let text = Figures.fixed(value, 2)
        return text == "1.00" ? "1" : text.replacing("0.", with: ".")
    }

    var drawing: Markup {
        let longest = Double(labels.map(\.count).max() ?? 0)
        let namesHeight = hasNames ? longest * min(12, cell * 0.75) * 0.64 + 14 : 10
        var drawing = Drawing(
            width: 500, height: namesHeight + side + 46,
            label: result.hasTruth
                ? "Matrix of φ between the failures of each two versions"
                : "Matrix of how often each two versions differ")
        if order.count > Self.narrowMax { drawing.growth = 2 }
        for (row, one) in order.enumerated() {
            let top = namesHeight + Double(row) * cell
            if hasNames { drawNames(one, row, namesHeight, &drawing) }
            for (column, other) in order.enumerated() where one != other {
                drawCell(one, other, Self.left + Double(column) * cell, top, &drawing)
            }
        }
        drawLegend(namesHeight + side + 14, &drawing)
        return drawing.markup
    }

    private func drawNames(
        _ version: Int, _ place: Int, _ namesHeight: Double, _ drawing: inout Drawing
    ) {
        let middle = (Double(place) + 0.5) * cell
        let size = min(12, cell * 0.75)
        drawing.text(
            labels[version], Self.left - 7, namesHeight + middle + size * 0.36, size: size,
            anchor: .end)
        let x = Drawing.number(Self.left + middle + size * 0.36)
        let y = Drawing.number(namesHeight - 7)
        drawing.text(
            labels[version], Self.left + middle + size * 0.36, namesHeight - 7, size: size,
            more: [("transform", "rotate(-90 \(x) \(y))")])
    }

    private func drawCell(
        _ one: Int, _ other: Int, _ x: Double, _ y: Double, _ drawing: inout Drawing
    ) {
        let names = "\(result.versions[one].name), \(result.versions[other].name)"
        guard let value = value(one, other) else {
            drawing.rectangle(
                x + 0.5, y + 0.5, cell - 1, cell - 1,
                [("fill", "none"), ("stroke", "var(--rule)")],
                title: "\(names): one never or always fails")
            return
        }
        let measure =
            result.hasTruth ? "φ \(Figures.fixed(value, 3))" : "differ on \(label(value)) %"
        drawing.rectangle(
            x + 0.5, y + 0.5, cell - 1, cell - 1, colour(value), title: "\(names): \(measure)")
        if cell >= 19, !result.hasTruth || abs(value) >= 0.095 {
            drawing.text(
                label(value), x + cell / 2, y + cell / 2 + 3.2, size: min(11, cell * 0.43),
                anchor: .middle,
                more: [
                    ("pointer-events", "none"), ("class", abs(value) > 0.55 ? "strong" : ""),
                ])
        }
    }

    private func drawLegend(_ top: Double, _ drawing: inout Drawing) {
        let steps = result.hasTruth ? 21 : 11
        let width = 220.0 / Double(steps)
        for step in 0..<steps {
            let value =
                result.hasTruth ? Double(step - 10) / 10 : Double(step) / 10
            drawing.rectangle(
                Self.left + Double(step) * width, top, width + 0.3, 11, colour(value))
        }
        let labels =
            result.hasTruth
            ? [("−1", 0.0), ("0", 0.5), ("φ 1", 1)] : [("0 %", 0.0), ("50 %", 0.5), ("100 %", 1)]
        for (text, part) in labels {
            drawing.text(
                text, Self.left + 220 * part, top + 25, size: 11, anchor: .middle,
                more: [("class", "quiet")])
        }
        if result.hasTruth {
            drawing.rectangle(
                Self.left + 240, top, 11, 11, [("fill", "none"), ("stroke", "var(--rule)")])
            drawing.text(
                "never or always fails", Self.left + 257, top + 9.5, size: 11,
                more: [("class", "quiet")])
        }
    }
}

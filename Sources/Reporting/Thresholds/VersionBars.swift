import Thresholds

/// A bar a version: how often it fails; without a truth, how often it differs from another.
struct VersionBars {
    let result: StudyResult

    private static let row = 23.0
    private static let left = 128.0
    private static let right = 428.0

    private func rate(_ index: Int) -> Double {
        if let rate = result.versions[index].rate { return rate }
        let others = result.pairs.disagreement[index].reduce(0, +)
        return others / Double(max(1, result.versions.count - 1))
    }

    var drawing: Markup {
        let rates = result.versions.indices.map(rate)
        // Without a failure no interval is drawn, and what is said stands at the beginning.
        let highs = result.versions.indices.map { index in
            rates[index] > 0 ? result.versions[index].interval?.high ?? rates[index] : 0
        }
        let most = max(0.001, highs.max() ?? 1)
        func x(_ rate: Double) -> Double { Self.left + (Self.right - Self.left) * rate / most }
        let labels = StudyText.labels(result.versions.map(\.name))
        var drawing = Drawing(
            width: 500, height: Double(rates.count) * Self.row + 6,
            label: "Bars: \(result.hasTruth ? "failures" : "differences") of each version")
        for (index, version) in result.versions.enumerated() {
            let top = Double(index) * Self.row + 3
            let middle = top + Self.row / 2
            drawing.text(
                labels[index], Self.left - 10, middle + 4.5, size: 13,
                anchor: .end)
            drawing.rectangle(
                Self.left, top + 3, x(rates[index]) - Self.left, Self.row - 6,
                [("fill", "var(--main)"), ("opacity", "0.8"), ("rx", "2")],
                title: "\(version.name): \(Figures.percent(rates[index])) %")
            if let interval = version.interval, rates[index] > 0 {
                drawing.whisker(
                    from: (x(interval.low), middle), to: (x(interval.high), middle),
                    colour: "var(--ink)")
            }
            let value =
                version.zeroFailureBound.map { "none, so ≤ \(Figures.percent($0)) %" }
                ?? "\(Figures.percent(rates[index], 2)) %"
            drawing.text(value, max(x(highs[index]), x(rates[index])) + 8, middle + 4.5, size: 12.5)
        }
        return drawing.markup
    }
}

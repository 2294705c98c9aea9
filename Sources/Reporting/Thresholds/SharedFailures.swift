import Thresholds

/// A row a group of versions that fail on the same demands: who is in it, and how many demands.
struct SharedFailures {
    let result: StudyResult

    private static let rowsMax = 24
    private static let row = 25.0
    private static let left = 128.0
    private static let dots = 360.0
    private static let bars = 200.0

    private var groups: [IdenticalFailures] {
        Array(result.identicalFailures.weightiestFirst.prefix(Self.rowsMax))
    }

    /// Only versions that are in a group.
    private var members: [Int] { Array(Set(groups.flatMap(\.versions))).sorted() }

    var drawing: Markup {
        let groups = groups
        let members = members
        let column = min(30, Self.dots / Double(members.count))
        let hasNames = column >= 12
        let top = hasNames ? 116.0 : 12
        let bar = Self.left + column * Double(members.count) + 16
        let rest = result.identicalFailures.count - groups.count
        var drawing = Drawing(
            width: bar + Self.bars + 110,
            height: top + Double(groups.count) * Self.row + (rest > 0 ? 26 : 6),
            label: "Groups of versions that fail on exactly the same demands")
        if hasNames { drawNames(members, column, top, &drawing) }
        let most = Double(groups.map(\.demands).max() ?? 1)
        for (index, group) in groups.enumerated() {
            let middle = top + (Double(index) + 0.5) * Self.row
            let title = group.condition.map { "condition \($0)" } ?? "the answer"
            drawing.text(title, Self.left - 12, middle + 4.5, size: 13.5, anchor: .end)
            drawDots(group, members, column, middle, &drawing)
            let width = Self.bars * Double(group.demands) / most
            drawing.rectangle(
                bar, middle - 8, width, 16,
                [("fill", "var(--main)"), ("opacity", "0.8"), ("rx", "2")])
            drawing.text(
                Figures.counted(group.demands, "demand"), bar + width + 8, middle + 4.5, size: 13)
        }
        if rest > 0 {
            drawing.text(
                "and \(Figures.counted(rest, "smaller group"))", Self.left,
                drawing.height - 8, size: 13, more: [("class", "quiet")])
        }
        return drawing.markup
    }

    private func drawNames(
        _ members: [Int], _ column: Double, _ top: Double, _ drawing: inout Drawing
    ) {
        let labels = StudyText.labels(result.versions.map(\.name))
        for (place, version) in members.enumerated() {
            let x = Self.left + (Double(place) + 0.5) * column + 4
            drawing.text(
                labels[version], x, top - 6, size: min(13, column * 0.8),
                more: [("transform", "rotate(-90 \(Drawing.number(x)) \(Drawing.number(top - 6)))")]
            )
        }
    }

    private func drawDots(
        _ group: IdenticalFailures, _ members: [Int], _ column: Double, _ middle: Double,
        _ drawing: inout Drawing
    ) {
        let places = members.indices.filter { group.versions.contains(members[$0]) }
        func x(_ place: Int) -> Double { Self.left + (Double(place) + 0.5) * column }
        let radius = min(7.5, column * 0.36)
        for place in members.indices where !places.contains(place) {
            drawing.circle(x(place), middle, radius * 0.55, [("fill", "var(--rule)")])
        }
        if let first = places.first, let last = places.last {
            drawing.line(
                x(first), middle, x(last), middle,
                [("stroke", "var(--bad)"), ("stroke-width", "2")])
        }
        for place in places {
            drawing.circle(x(place), middle, radius, [("fill", "var(--bad)")])
        }
    }
}

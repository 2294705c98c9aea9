import Thresholds

/// What a threshold costs against what it spares: falsely permissive against lost, or wrong
/// against restrictive. Both axes are of square roots, so that small rates can be told apart and 0
/// has a place.
struct TradeOffChart {
    private struct Point {
        let agree: Int
        let cost: Estimate
        let risk: Estimate
        let isChosen: Bool
    }

    private let curves: [(points: [Point], colour: String, label: String)]
    private let groupSize: Int
    private let titles: (cost: String, risk: String)
    private let costMax: Double
    private let riskMax: Double

    private static let size = (width: 500.0, height: 400.0)
    private static let frame = (left: 52.0, right: 448.0, top: 16.0, bottom: 348.0)

    /// Nil without a truth: then there is nothing to trade.
    init?(_ result: StudyResult) {
        guard result.hasTruth, let lowest = result.thresholds.first else { return nil }
        groupSize = result.groupSize
        let isPermissive = lowest.lostPermissive != nil && lowest.falsePermissive != nil
        titles =
            isPermissive
            ? ("permissive lost, % of what must be allowed", "falsely permissive, %")
            : ("restrictive, % of votes", "wrong, % of votes")
        func points(_ thresholds: [Threshold]) -> [Point] {
            thresholds.compactMap { threshold in
                let cost = isPermissive ? threshold.lostPermissive : threshold.restrictive
                let risk = isPermissive ? threshold.falsePermissive : threshold.wrong
                guard let cost, let risk else { return nil }
                return Point(
                    agree: threshold.agree, cost: cost, risk: risk,
                    isChosen: threshold.agree == result.agree)
            }
        }
        let first = result.accepted == nil ? "as recorded" : "without the machine"
        var curves = [(points(result.thresholds), "var(--bad)", first)]
        if let accepted = result.accepted {
            curves.append((points(accepted.thresholds), "var(--main)", "with the machine"))
        }
        if let checked = result.checked {
            curves.append((points(checked.thresholds), "var(--cold)", "with the acceptance test"))
        }
        self.curves = curves
        let all = curves.flatMap(\.0)
        guard !all.isEmpty else { return nil }
        func most(_ rate: KeyPath<Point, Estimate>) -> Double {
            let highest = all.map {
                max($0[keyPath: rate].value, $0[keyPath: rate].interval?.high ?? 0)
            }
            return min(1, max(0.001, (highest.max() ?? 1) * 1.08))
        }
        costMax = most(\.cost)
        riskMax = most(\.risk)
    }

    private func x(_ rate: Double) -> Double {
        Self.frame.left
            + (Self.frame.right - Self.frame.left) * (min(rate, costMax) / costMax).squareRoot()
    }

    private func y(_ rate: Double) -> Double {
        Self.frame.bottom
            - (Self.frame.bottom - Self.frame.top) * (min(rate, riskMax) / riskMax).squareRoot()
    }

    /// Round numbers that stand at least `gap` apart.
    private static func ticks(to most: Double, gap: Double, _ place: (Double) -> Double) -> [Double]
    {
        let candidates = [
            0, 0.0001, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5,
            0.6, 0.7, 0.8, 0.9, 1,
        ]
        return candidates.filter { $0 <= most }.reduce(into: []) { chosen, tick in
            if let last = chosen.last, abs(place(tick) - place(last)) < gap { return }
            chosen.append(tick)
        }
    }

    private static func tickLabel(_ rate: Double) -> String {
        Drawing.number(rate * 100)
    }

    var drawing: Markup {
        var drawing = Drawing(
            width: Self.size.width, height: Self.size.height,
            label: "Trade-off curve: \(titles.risk) against \(titles.cost)")
        drawAxes(&drawing)
        for curve in curves { drawWhiskers(curve.points, curve.colour, &drawing) }
        for curve in curves { drawCurve(curve.points, curve.colour, &drawing) }
        for (place, curve) in curves.enumerated() {
            drawLabels(curve.points, curve.colour, isBelow: place > 0, &drawing)
        }
        if curves.count > 1 { drawLegend(&drawing) }
        return drawing.markup
    }

    private func drawAxes(_ drawing: inout Drawing) {
        let frame = Self.frame
        for tick in Self.ticks(to: costMax, gap: 34, x) {
            drawing.line(x(tick), frame.top, x(tick), frame.bottom, [("class", "grid")])
            drawing.text(
                Self.tickLabel(tick), x(tick), frame.bottom + 17, anchor: .middle,
                more: [("class", "quiet")])
        }
        for tick in Self.ticks(to: riskMax, gap: 22, y) {
            drawing.line(frame.left, y(tick), frame.right, y(tick), [("class", "grid")])
            drawing.text(
                Self.tickLabel(tick), frame.left - 7, y(tick) + 4, anchor: .end,
                more: [("class", "quiet")])
        }
        let middle = (frame.top + frame.bottom) / 2
        drawing.text(
            titles.cost, (frame.left + frame.right) / 2, frame.bottom + 38, size: 13,
            anchor: .middle)
        drawing.text(
            titles.risk, 13, middle, size: 13, anchor: .middle,
            more: [("transform", "rotate(-90 13 \(Drawing.number(middle)))")])
        drawing.text(
            "square-root scales", frame.right, Self.size.height - 4, size: 10.5, anchor: .end,
            more: [("class", "quiet")])
    }

    private func drawWhiskers(_ points: [Point], _ colour: String, _ drawing: inout Drawing) {
        for point in points {
            let (left, top) = (x(point.cost.value), y(point.risk.value))
            if let interval = point.cost.interval {
                drawing.whisker(
                    from: (x(interval.low), top), to: (x(interval.high), top), colour: colour)
            }
            if let interval = point.risk.interval {
                drawing.whisker(
                    from: (left, y(interval.low)), to: (left, y(interval.high)), colour: colour)
            }
        }
    }

    private func drawCurve(_ points: [Point], _ colour: String, _ drawing: inout Drawing) {
        let path = points.map {
            "\(Drawing.number(x($0.cost.value))),\(Drawing.number(y($0.risk.value)))"
        }
        drawing.add(
            .element(
                "polyline",
                [
                    ("points", path.joined(separator: " ")), ("fill", "none"),
                    ("stroke", colour), ("stroke-width", "2"), ("stroke-dasharray", "5 4"),
                ], []))
        for point in points {
            drawing.circle(
                x(point.cost.value), y(point.risk.value), point.isChosen ? 7 : 5.5,
                [("fill", colour), ("stroke", "var(--card)"), ("stroke-width", "2")])
        }
    }

    /// Above the point and to its right, where a falling curve never is; those of the second
    /// curve, which lies lower, below and to the left where the frame has room.
    private func drawLabels(
        _ points: [Point], _ colour: String, isBelow: Bool, _ drawing: inout Drawing
    ) {
        for points in coinciding(points) {
            let point = points[0]
            let (left, top) = (x(point.cost.value), y(point.risk.value))
            let hasRoom = top + 18 < Self.frame.bottom && left - 54 > Self.frame.left
            let goesBelow = isBelow && hasRoom
            drawing.text(
                points.map { "\($0.agree)" }.joined(separator: ", ") + " of \(groupSize)",
                left + (goesBelow ? -9 : 10),
                goesBelow ? top + 18 : max(top - 9, Self.frame.top + 10), size: 13,
                anchor: goesBelow ? .end : .start,
                more: [
                    ("class", "halo"),
                    ("font-weight", points.contains(where: \.isChosen) ? "700" : "500"),
                    ("style", "fill: \(colour)"),
                ])
        }
    }

    /// Points on the same place have one label.
    private func coinciding(_ points: [Point]) -> [[Point]] {
        points.reduce(into: [[Point]]()) { groups, point in
            if let last = groups.last?[0],
                abs(x(last.cost.value) - x(point.cost.value)) < 1,
                abs(y(last.risk.value) - y(point.risk.value)) < 1
            {
                groups[groups.count - 1].append(point)
            } else {
                groups.append([point])
            }
        }
    }

    private func drawLegend(_ drawing: inout Drawing) {
        for (row, curve) in curves.enumerated() {
            let top = Self.frame.top + 14 + Double(row) * 19
            drawing.circle(Self.frame.right - 152, top - 4, 5, [("fill", curve.colour)])
            drawing.text(
                curve.label, Self.frame.right - 140, top, size: 12.5, more: [("class", "halo")])
        }
    }
}

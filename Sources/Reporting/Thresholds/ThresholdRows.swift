import Thresholds

/// The table of thresholds on the page.
struct ThresholdRows {
    let thresholds: [Threshold]
    /// The one that is marked.
    let agree: Int

    private static let columns: [(title: String, rate: @Sendable (Threshold) -> Estimate?)] = [
        ("wrong", { $0.wrong }), ("agreed", { $0.elected }), ("restrictive", { $0.restrictive }),
        ("right", { $0.right }), ("false permissive", { $0.falsePermissive }),
        ("lost permissive", { $0.lostPermissive }), ("allowed", { $0.allowed }),
    ]

    var table: Markup {
        let shown = Self.columns.filter { column in
            thresholds.contains { column.rate($0) != nil }
        }
        let header = Markup.element(
            "tr", [],
            [.element("th", [], text: "threshold")]
                + shown.map { .element("th", [], text: "\($0.title) %") })
        let rows = thresholds.map { threshold in
            Markup.element(
                "tr", threshold.agree == agree ? [("class", "chosen")] : [],
                [Self.name(threshold)] + shown.map { Self.cell($0.rate(threshold)) })
        }
        return .element(
            "div", [("class", "scroll")],
            [
                .element(
                    "table", [],
                    [.element("thead", [], [header]), .element("tbody", [], rows)])
            ])
    }

    /// The name of the threshold on one line, those of the standards below it.
    private static func name(_ threshold: Threshold) -> Markup {
        let parts = threshold.name.split(separator: " (", maxSplits: 1)
        return .element(
            "td", [],
            [.text(String(parts[0]))]
                + parts.dropFirst().map {
                    .element("small", [], text: String($0.prefix { $0 != ")" }))
                })
    }

    private static func cell(_ estimate: Estimate?) -> Markup {
        guard let estimate else { return .element("td", [], text: "–") }
        return .element(
            "td", [],
            [
                .text(Figures.percent(estimate.value)),
                .element("small", [], text: Figures.percent(estimate.interval)),
            ])
    }
}

/// A table of words and numbers.
struct PlainTable {
    let header: [String]
    let rows: [[String]]

    var markup: Markup {
        let head = Markup.element("tr", [], header.map { .element("th", [], text: $0) })
        let body = rows.map { row in
            Markup.element("tr", [], row.map { .element("td", [], text: $0) })
        }
        return .element(
            "div", [("class", "scroll")],
            [
                .element(
                    "table", [("class", "plain")],
                    [.element("thead", [], [head]), .element("tbody", [], body)])
            ])
    }
}

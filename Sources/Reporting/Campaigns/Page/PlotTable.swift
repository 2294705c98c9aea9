/// A picture a row, with its name before it and its figures behind it; on a telephone below them.
struct PlotTable {
    struct Row {
        var name: String
        /// Below the name, smaller.
        var note = ""
        var plot: Markup
        var value: String
        /// Below the value, smaller.
        var interval = ""
    }

    let caption: String
    /// Of the names, and of the values.
    let titles: (name: String, value: String)
    let axis: Markup
    /// Whether notes stand beside what they are of, where there is room.
    var isDense = false
    let rows: [Row]

    var markup: Markup {
        let head = Markup.element(
            "tr", [],
            [
                Self.cell("th", "name", [.text(titles.name)], scope: "col"),
                Self.cell("th", "figure", [axis], scope: "col"),
                Self.cell("th", "value", [.text(titles.value)], scope: "col"),
            ])
        return .element(
            "table", [("class", isDense ? "plot dense" : "plot")],
            [
                .element("caption", [("class", "unseen")], text: caption),
                .element("thead", [], [head]), .element("tbody", [], rows.map(Self.row)),
            ])
    }

    private static func row(_ row: Row) -> Markup {
        .element(
            "tr", [],
            [
                cell("th", "name", [.text(row.name)] + small(row.note), scope: "row"),
                cell("td", "figure", [row.plot]),
                cell("td", "value", [.text(row.value)] + small(row.interval)),
            ])
    }

    private static func small(_ text: String) -> [Markup] {
        text.isEmpty ? [] : [.text(" "), .element("small", [], text: text)]
    }

    private static func cell(
        _ element: String, _ kind: String, _ content: [Markup], scope: String? = nil
    ) -> Markup {
        .element(
            element, [("class", kind)] + (scope.map { [("scope", $0)] } ?? []), content)
    }
}

/// Numbers in rows and columns, the first column their names; too wide a table scrolls in itself.
struct DataTable {
    let caption: String
    let header: [String]
    let rows: [[String]]
    /// Columns of words, which stand to the left.
    var words: Set<Int> = [0]

    var markup: Markup {
        let head = header.enumerated().map { column, text in
            Markup.element(
                "th", [("scope", "col")] + kind(column), text: text)
        }
        let body = rows.map { row in
            Markup.element(
                "tr", [],
                row.enumerated().map { column, text in
                    column == 0
                        ? .element("th", [("scope", "row")] + kind(column), text: text)
                        : .element("td", kind(column), text: text)
                })
        }
        // What can be scrolled can be reached with the keyboard.
        return .element(
            "div",
            [
                ("class", "scroll"), ("tabindex", "0"), ("role", "region"),
                ("aria-label", caption),
            ],
            [
                .element(
                    "table", [("class", "data")],
                    [
                        .element("caption", [("class", "unseen")], text: caption),
                        .element("thead", [], [.element("tr", [], head)]),
                        .element("tbody", [], body),
                    ])
            ])
    }

    /// Closed until somebody wants to see it.
    func folded(_ summary: String) -> Markup {
        .element("details", [], [.element("summary", [], text: summary), markup])
    }

    private func kind(_ column: Int) -> [(String, String)] {
        words.contains(column) ? [("class", "word")] : []
    }
}

import Thresholds

/// What is left of a risk with one condition after the other checked.
struct CheckSteps {
    let now: Double
    let suggestions: [StudyResult.Suggestion]

    private static let row = 46.0
    private static let left = 128.0
    private static let right = 420.0

    var drawing: Markup {
        let steps =
            [("nothing checked", now)]
            + suggestions.enumerated().map { index, suggestion in
                ((index == 0 ? "" : "and ") + suggestion.condition, suggestion.risk)
            }
        var drawing = Drawing(
            width: 500, height: Double(steps.count) * Self.row + 4,
            label: "Bars: the risk left with each further condition checked")
        for (index, (name, risk)) in steps.enumerated() {
            let middle = (Double(index) + 0.5) * Self.row
            let width = now > 0 ? (Self.right - Self.left) * risk / now : 0
            drawing.text(name, Self.left - 10, middle + 5, size: 13.5, anchor: .end)
            drawing.rectangle(
                Self.left, middle - 14, width, 28,
                [
                    ("fill", index == 0 ? "var(--bad)" : "var(--main)"), ("opacity", "0.85"),
                    ("rx", "3"),
                ])
            drawing.text(
                "\(Figures.percent(risk)) %", Self.left + width + 8, middle + 5, size: 13.5,
                more: [("font-weight", "600")])
        }
        return drawing.markup
    }
}

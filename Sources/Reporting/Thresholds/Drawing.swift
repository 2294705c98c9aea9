/// A picture that scales with the page: coordinates are its own, whatever width it gets.
struct Drawing {
    let width: Double
    let height: Double
    /// What a reader who cannot see it is told.
    let label: String
    /// How far it may grow beyond its own width.
    var growth = 1.15
    private(set) var parts: [Markup] = []

    init(width: Double, height: Double, label: String) {
        self.width = width
        self.height = height
        self.label = label
    }

    enum Anchor: String { case start, middle, end }

    mutating func add(_ markup: Markup) { parts.append(markup) }

    mutating func text(
        _ text: String, _ x: Double, _ y: Double, size: Double = 12, anchor: Anchor = .start,
        more: [(String, String)] = []
    ) {
        add(
            .element(
                "text",
                [
                    ("x", Self.number(x)), ("y", Self.number(y)), ("font-size", Self.number(size)),
                    ("text-anchor", anchor.rawValue),
                ] + more, text: text))
    }

    mutating func line(
        _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ more: [(String, String)]
    ) {
        add(
            .element(
                "line",
                [
                    ("x1", Self.number(x1)), ("y1", Self.number(y1)), ("x2", Self.number(x2)),
                    ("y2", Self.number(y2)),
                ] + more, []))
    }

    /// - Parameter title: shown when the pointer rests on it.
    mutating func rectangle(
        _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ more: [(String, String)],
        title: String? = nil
    ) {
        let titles = title.map { [Markup.element("title", [], text: $0)] } ?? []
        add(
            .element(
                "rect",
                [
                    ("x", Self.number(x)), ("y", Self.number(y)),
                    ("width", Self.number(max(0, width))), ("height", Self.number(height)),
                ] + more, titles))
    }

    mutating func circle(_ x: Double, _ y: Double, _ radius: Double, _ more: [(String, String)]) {
        add(
            .element(
                "circle",
                [
                    ("cx", Self.number(x)), ("cy", Self.number(y)), ("r", Self.number(radius)),
                ] + more, []))
    }

    /// A line from low to high with a stroke at each end.
    mutating func whisker(
        from low: (x: Double, y: Double), to high: (x: Double, y: Double), colour: String
    ) {
        let stroke = [("stroke", colour), ("stroke-width", "1.5"), ("opacity", "0.75")]
        line(low.x, low.y, high.x, high.y, stroke)
        let isFlat = abs(low.y - high.y) < 1e-9
        let (alongX, alongY) = isFlat ? (0.0, 4.0) : (4.0, 0.0)
        for end in [low, high] {
            line(end.x - alongX, end.y - alongY, end.x + alongX, end.y + alongY, stroke)
        }
    }

    var markup: Markup {
        .element(
            "svg",
            [
                ("xmlns", "http://www.w3.org/2000/svg"), ("role", "img"),
                ("aria-label", label),
                ("viewBox", "0 0 \(Self.number(width)) \(Self.number(height))"),
                ("style", "max-width: \(Self.number(width * growth))px"),
            ], parts)
    }

    /// At most two decimals.
    static func number(_ value: Double) -> String {
        let text = Figures.fixed(value, 2).replacing("−", with: "-")
        guard text.hasSuffix("0") else { return text }
        return text.hasSuffix(".00") ? String(text.dropLast(3)) : String(text.dropLast())
    }
}

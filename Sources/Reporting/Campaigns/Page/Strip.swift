/// A picture as wide as its place on the page: across it is measured in shares of the width, down
/// it in pixels, so that its words keep their size on a telephone.
struct Strip {
    let height: Double
    /// What a reader who cannot see it is told; empty for what is only an ornament.
    let title: String
    let description: String
    private(set) var parts: [Markup] = []

    init(height: Double, title: String, description: String = "") {
        (self.height, self.title, self.description) = (height, title, description)
    }

    mutating func add(_ markup: Markup) { parts.append(markup) }

    mutating func rectangle(
        _ from: Double, _ to: Double, top: Double, height: Double, _ more: [(String, String)]
    ) {
        add(Self.rectangle(from, to, top: top, height: height, more))
    }

    static func rectangle(
        _ from: Double, _ to: Double, top: Double, height: Double, _ more: [(String, String)]
    ) -> Markup {
        .element(
            "rect",
            [
                ("x", share(from)), ("width", share(max(0, to - from))),
                ("y", Drawing.number(top)), ("height", Drawing.number(max(0, height))),
            ] + more, [])
    }

    mutating func line(
        _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, kind: String
    ) {
        add(
            .element(
                "line",
                [
                    ("x1", Self.share(x1)), ("y1", Drawing.number(y1)), ("x2", Self.share(x2)),
                    ("y2", Drawing.number(y2)), ("class", kind),
                ], []))
    }

    mutating func dot(_ x: Double, _ y: Double, radius: Double, kind: String) {
        add(
            .element(
                "circle",
                [
                    ("cx", Self.share(x)), ("cy", Drawing.number(y)),
                    ("r", Drawing.number(radius)), ("class", kind),
                ], []))
    }

    /// - Parameter shift: pixels to the right.
    mutating func text(
        _ text: String, _ x: Double, _ y: Double, anchor: Drawing.Anchor = .middle,
        shift: Double = 0, kind: String = "quiet"
    ) {
        add(
            .element(
                "text",
                [
                    ("x", Self.share(x)), ("y", Drawing.number(y)),
                    ("dx", Drawing.number(shift)), ("text-anchor", anchor.rawValue),
                    ("class", kind),
                ], text: text))
    }

    /// From low to high, with its ends, on a ground of its own so that it shows on any colour; one
    /// that is too short for that is a stroke.
    mutating func whisker(_ low: Double, _ high: Double, y: Double, size: Double = 4) {
        for kind in ["halo-line", "whisker"] {
            if high - low < 0.012 {
                let middle = (low + high) / 2
                line(middle, y - size - 2, middle, y + size + 2, kind: kind)
                continue
            }
            line(low, y, high, y, kind: kind)
            line(low, y - size, low, y + size, kind: kind)
            line(high, y - size, high, y + size, kind: kind)
        }
    }

    var markup: Markup {
        var names = [Markup.element("title", [], text: title)]
        if !description.isEmpty { names.append(.element("desc", [], text: description)) }
        return .element(
            "svg",
            [
                ("xmlns", "http://www.w3.org/2000/svg"), ("class", "strip"),
                ("style", "height: \(Drawing.number(height))px"),
            ] + (title.isEmpty ? [("aria-hidden", "true")] : [("role", "img")]),
            (title.isEmpty ? [] : names) + parts)
    }

    static func share(_ value: Double) -> String { Drawing.number(value * 100) + "%" }
}

/// How outcomes are drawn: a hue for what is alike, a texture for which of them, so that nobody
/// needs to tell colours apart; the gravest comes first.
///
/// The hues are those of M. Okabe, K. Ito, "Color Universal Design", 2008, darker or lighter as the
/// ground is.
package enum OutcomePalette {
    package struct Ink: Equatable, Sendable {
        package let outcome: String
        /// Of a variable in the style sheet.
        let hue: String
        let texture: Texture

        /// What an SVG's `fill` takes.
        var fill: String {
            texture == .plain ? "var(--\(hue))" : "url(#\(hue)-\(texture.rawValue))"
        }
    }

    enum Texture: String, CaseIterable { case plain, striped, dotted }

    package static let components: [Ink] = [
        Ink(outcome: "wrong value", hue: "grave", texture: .plain),
        Ink(outcome: "crash", hue: "blue", texture: .plain),
        Ink(outcome: "self-detected", hue: "blue", texture: .striped),
        Ink(outcome: "hang", hue: "purple", texture: .plain),
        Ink(outcome: "blocked", hue: "purple", texture: .striped),
        Ink(outcome: "late", hue: "purple", texture: .dotted),
        Ink(outcome: "omission", hue: "amber", texture: .plain),
        Ink(outcome: "duplicate", hue: "amber", texture: .striped),
        Ink(outcome: "resource exhaustion", hue: "amber", texture: .dotted),
        Ink(outcome: "latent", hue: "slate", texture: .striped),
        Ink(outcome: "dormant", hue: "slate", texture: .dotted),
        Ink(outcome: "masked", hue: "pale", texture: .plain),
    ]

    package static let ensembles: [Ink] = [
        Ink(outcome: "silent wrong output", hue: "grave", texture: .plain),
        Ink(outcome: "wrong on the safe side", hue: "grave", texture: .striped),
        Ink(outcome: "detected too late", hue: "purple", texture: .plain),
        Ink(outcome: "false alarm", hue: "amber", texture: .plain),
        Ink(outcome: "no majority", hue: "blue", texture: .striped),
        Ink(outcome: "detected and safe", hue: "blue", texture: .plain),
        Ink(outcome: "tolerated, not logged", hue: "green", texture: .striped),
        Ink(outcome: "tolerated and logged", hue: "green", texture: .plain),
        Ink(outcome: "no effect", hue: "pale", texture: .plain),
    ]

    /// Those that were seen, in the order of the palette.
    static func seen(_ inks: [Ink], in counts: [[CampaignFigures.Count]]) -> [Ink] {
        let names = Set(counts.joined().filter { $0.count > 0 }.map(\.outcome))
        return inks.filter { names.contains($0.outcome) }
    }

    /// The textures that `fill` names; once a page.
    static var definitions: Markup {
        let inks = (components + ensembles).filter { $0.texture != .plain }
        let patterns = Set(inks.map { "\($0.hue) \($0.texture.rawValue)" }).sorted()
            .compactMap { name -> Markup? in
                let words = name.split(separator: " ").map(String.init)
                return Texture(rawValue: words[1]).map { pattern(words[0], $0) }
            }
        return .element(
            "svg",
            [
                ("xmlns", "http://www.w3.org/2000/svg"), ("class", "unseen"),
                ("aria-hidden", "true"), ("focusable", "false"),
            ], [.element("defs", [], patterns)])
    }

    private static func pattern(_ hue: String, _ texture: Texture) -> Markup {
        let ground = Markup.element(
            "rect", [("width", "7"), ("height", "7"), ("fill", "var(--\(hue))")], [])
        let marks =
            texture == .striped
            ? Markup.element("rect", [("width", "2.4"), ("height", "7"), ("class", "mark")], [])
            : Markup.element(
                "circle", [("cx", "3.5"), ("cy", "3.5"), ("r", "1.7"), ("class", "mark")], [])
        return .element(
            "pattern",
            [
                ("id", "\(hue)-\(texture.rawValue)"), ("width", "7"), ("height", "7"),
                ("patternUnits", "userSpaceOnUse"),
                ("patternTransform", texture == .striped ? "rotate(45)" : "rotate(0)"),
            ], [ground, marks])
    }

    /// Which is which, in words.
    static func legend(_ inks: [Ink]) -> Markup {
        .element(
            "ul", [("class", "legend")],
            inks.map { ink in
                let swatch = Markup.element(
                    "svg",
                    [
                        ("xmlns", "http://www.w3.org/2000/svg"), ("class", "swatch"),
                        ("aria-hidden", "true"),
                    ],
                    [
                        .element(
                            "rect",
                            [
                                ("width", "100%"), ("height", "100%"), ("rx", "3"),
                                ("fill", ink.fill),
                            ], [])
                    ])
                return .element("li", [], [swatch, .text(ink.outcome)])
            })
    }
}

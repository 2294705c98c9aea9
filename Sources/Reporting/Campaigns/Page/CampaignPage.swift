/// A campaign's figures as one page that needs nothing else: no script, nothing fetched, light or
/// dark as the reader's system is, made to be printed as well.
package struct CampaignPage {
    let figures: CampaignFigures

    package init(_ figures: CampaignFigures) { self.figures = figures }

    package var html: String {
        var page = "<!DOCTYPE html>\n"
        document.write(to: &page)
        return page + "\n"
    }

    /// What a browser is told in words, too: nothing may be loaded, and no script may run.
    private static let policy = "default-src 'none'; style-src 'unsafe-inline'"

    private var document: Markup {
        .element(
            "html", [("lang", "en")],
            [
                .element(
                    "head", [],
                    [
                        .element("meta", [("charset", "utf-8")], []),
                        .element(
                            "meta",
                            [
                                ("http-equiv", "Content-Security-Policy"),
                                ("content", Self.policy),
                            ], []),
                        .element(
                            "meta",
                            [
                                ("name", "viewport"),
                                ("content", "width=device-width, initial-scale=1"),
                            ], []),
                        .element("title", [], text: "Fault injection: \(figures.name)"),
                        .style(PageStyle.sheet + CampaignStyle.sheet),
                    ]),
                .element(
                    "body", [],
                    [
                        OutcomePalette.definitions,
                        .element("main", [], [header] + sections.map(\.markup)),
                    ]),
            ])
    }

    /// One part of the page, which the contents name.
    struct Part {
        let name: String
        let title: String
        var lead: String?
        let content: [Markup]

        var markup: Markup {
            let text = lead.map { [Markup.element("p", [("class", "lead")], text: $0)] } ?? []
            return .element(
                "section", [("aria-labelledby", name)],
                [.element("h2", [("id", name)], text: title)] + text + content)
        }
    }

    /// Those that have something to show.
    private var sections: [Part] {
        let parts = CampaignParts(figures: figures)
        return parts.all.filter { !$0.content.isEmpty }
    }

    private var header: Markup {
        let words = CampaignWords(figures: figures)
        let quotes = [words.contrast, words.shared, words.limits].compactMap { $0 }.filter {
            $0 != words.headline
        }
        return .element(
            "header", [],
            [
                .element(
                    "p", [("class", "subject")],
                    text: "Fault-injection campaign \(figures.name), ensemble \(figures.ensemble)"),
                .element("h1", [], text: words.headline),
            ]
                + quotes.map { .element("p", [("class", "quote")], text: $0) }
                + words.reservations.map { .element("p", [("class", "note")], text: $0) }
                + [.element("div", [("class", "tiles")], tiles), contents])
    }

    private var tiles: [Markup] {
        var tiles = [tile(Figures.count(figures.trials), "trials")]
        for vote in figures.votes.prefix(5) where vote.wrong.trials > 0 {
            tiles.append(
                tile(
                    Figures.share(vote.wrong),
                    "silent wrong outputs, \(vote.vote); "
                        + (figures.isPartial
                            ? "a part of the whole space"
                            : figures.isWhole
                                ? "the whole space" : "claim \(Figures.below(vote.bound))"),
                    isBad: vote.wrong.count > 0))
        }
        return tiles
    }

    private func tile(_ number: String, _ label: String, isBad: Bool = false) -> Markup {
        .element(
            "div", [("class", "tile")],
            [
                .element("p", [("class", isBad ? "number bad" : "number")], text: number),
                .element("p", [("class", "label")], text: label),
            ])
    }

    private var contents: Markup {
        let items = sections.map { part in
            Markup.element(
                "li", [], [.element("a", [("href", "#\(part.name)")], text: part.title)])
        }
        return .element("nav", [("aria-label", "Contents")], [.element("ul", [], items)])
    }
}

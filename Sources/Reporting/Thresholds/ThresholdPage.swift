import Thresholds

extension StudyResult {
    /// One self-contained page: no script, nothing fetched, light or dark as the reader's system
    /// is, made to be printed as well.
    package var page: String {
        var page = "<!DOCTYPE html>\n"
        ThresholdPage(result: self).document.write(to: &page)
        return page + "\n"
    }
}

/// The page's parts in their order.
struct ThresholdPage {
    let result: StudyResult
    private var isNarrow: Bool { result.versions.count <= PairMatrix.narrowMax }
    private var words: ThresholdWords { ThresholdWords(result: result) }

    var document: Markup {
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
                                ("name", "viewport"),
                                ("content", "width=device-width, initial-scale=1"),
                            ], []),
                        .element("title", [], text: "Voting thresholds"),
                        .style(PageStyle.sheet),
                    ]),
                .element("body", [], [.element("main", [], sections)]),
            ])
    }

    private var sections: [Markup] {
        let beside = checks ?? coincidence
        let charts = [tradeOff, beside].compactMap { $0 }
        let accepted = AcceptedTables(result).map { [$0.card] } ?? []
        let rest = [shared, checks == nil ? nil : coincidence, notes].compactMap { $0 }
        return [header, table] + accepted + pair(charts)
            + (isNarrow ? pair([versions, matrix]) : [versions, matrix]) + rest
    }

    private func pair(_ cards: [Markup]) -> [Markup] {
        cards.count == 2 ? [.element("div", [("class", "pair")], cards)] : cards
    }

    private var header: Markup {
        .element(
            "header", [],
            [
                .element("p", [("class", "subject")], text: words.subject),
                .element("h1", [], text: words.headline),
            ] + (words.contrast.map { [.element("p", [("class", "lead")], text: $0)] } ?? [])
                + [.element("div", [("class", "tiles")], tiles)])
    }

    private var tiles: [Markup] {
        let chosen = words.chosen
        let name =
            "\(result.agree) of \(result.groupSize)"
            + (result.accepted == nil ? "" : " and the machine")
        var tiles: [Markup] = []
        func add(_ value: String, _ unit: String, _ text: String, _ tone: String) {
            let number = Markup.element(
                "p", [("class", "number \(tone)")],
                [.text(value), .element("small", [], text: unit)])
            tiles.append(
                .element(
                    "div", [("class", "tile")],
                    [number, .element("p", [("class", "label")], text: text)]))
        }
        if let rate = chosen.falsePermissive {
            add(Figures.percent(rate.value, 2), " %", "falsely permissive with \(name)", "bad")
        }
        if let rate = chosen.lostPermissive {
            add(Figures.percent(rate.value, 2), " %", "permissive lost with \(name)", "")
        }
        if let rate = chosen.wrong {
            add(Figures.percent(rate.value, 2), " %", "wrong with \(name)", "bad")
        }
        if let rate = chosen.elected {
            add(Figures.percent(rate.value, 2), " %", "agreed with \(name)", "")
        }
        if let rate = chosen.restrictive {
            add(Figures.percent(rate.value, 2), " %", "restrictive with \(name)", "")
        }
        if let ratio = result.coincidence?.ratio {
            add(
                Figures.fixed(ratio.value, 2), " ×",
                "two versions failing together, against independent failures", "")
        }
        if let group = result.identicalFailures.weightiestFirst.first {
            add(
                "\(group.versions.count)", " versions",
                "fail on exactly the same \(Figures.counted(group.demands, "demand"))", "")
        }
        return tiles
    }

    static func card(_ title: String, _ lead: String?, _ content: [Markup]) -> Markup {
        let text = lead.map { [Markup.element("p", [("class", "lead")], text: $0)] } ?? []
        return .element("section", [], [.element("h2", [], text: title)] + text + content)
    }

    private var table: Markup {
        var tables: [Markup] = []
        if let accepted = result.accepted {
            tables = [
                .element("h3", [], text: "With the machine"),
                ThresholdRows(thresholds: accepted.thresholds, agree: result.agree).table,
                .element("h3", [], text: "Without the machine"),
            ]
        }
        tables.append(ThresholdRows(thresholds: result.thresholds, agree: result.agree).table)
        if let checked = result.checked {
            let title =
                "With an ideal acceptance test of \(Figures.list(checked.conditions)): answers "
                + "that are wrong there are rejected"
            tables.append(.element("h3", [], text: title))
            tables.append(
                ThresholdRows(thresholds: checked.thresholds, agree: result.agree).table)
        }
        return Self.card(
            "Every threshold",
            "Rates in per cent over "
                + (result.groups == 1
                    ? "the only group of " : "all \(Figures.count(result.groups)) groups of ")
                + "\(result.groupSize), with \(words.confidence) % intervals for other "
                + (result.intervals.variation == .both
                    ? "versions and demands." : "\(result.intervals.variation.rawValue)."),
            tables)
    }

    private var tradeOff: Markup? {
        guard let chart = TradeOffChart(result) else { return nil }
        return Self.card(
            "The trade-off", "Each point is a threshold; down and to the left is better.",
            [chart.drawing])
    }

    private var checks: Markup? {
        guard !result.suggestions.isEmpty, let now = words.riskNow else { return nil }
        return Self.card(
            "What checking answers would change",
            (result.accepted == nil ? "" : "Without the machine. ")
                + "\(words.risk.prefix(1).uppercased() + words.risk.dropFirst()) verdicts of "
                + "\(result.agree) of \(result.groupSize) when an ideal acceptance test rejects "
                + "answers that are wrong in these conditions; the best first, each with those "
                + "above it.",
            [CheckSteps(now: now.value, suggestions: result.suggestions).drawing])
    }

    private var versions: Markup {
        result.hasTruth
            ? Self.card(
                "Each version alone",
                "Demands it fails on, with exact \(words.confidence) % intervals.",
                [VersionBars(result: result).drawing])
            : Self.card(
                "Each version and the others",
                "How often its answer differs from another version's, on average.",
                [VersionBars(result: result).drawing])
    }

    private var matrix: Markup {
        result.hasTruth
            ? Self.card(
                "Who fails together",
                "φ, the correlation of two versions' failures: 1 the same demands, 0 independent, "
                    + "below 0 better than independent. Versions that are alike stand together.",
                [PairMatrix(result: result).drawing])
            : Self.card(
                "Who disagrees with whom",
                "Demands on which two versions differ, in per cent. Versions that are alike stand "
                    + "together.",
                [PairMatrix(result: result).drawing])
    }

    private var shared: Markup? {
        guard !result.identicalFailures.isEmpty else { return nil }
        return Self.card(
            "Failures that are the same",
            "Versions that fail on exactly the same demands most likely share one "
                + "misunderstanding; more of the same versions do not help.",
            [SharedFailures(result: result).drawing])
    }

    private var coincidence: Markup? {
        guard let coincidence = result.coincidence, let sentence = words.coincidence else {
            return nil
        }
        let rows = coincidence.groups.map { rate in
            [
                "≥ \(rate.failing) of \(result.groupSize) fail",
                Figures.percent(rate.observed), Figures.percent(rate.eckhardtLee),
                Figures.percent(rate.independent),
            ]
        }
        let table = PlainTable(
            header: ["% of votes", "observed", "Eckhardt–Lee", "independent"], rows: rows)
        return Self.card(
            "Coincidence", nil,
            [.element("p", [], text: sentence), table.markup]
                + [.element("p", [("class", "lead")], text: words.knightLeveson ?? "")])
    }

    private var notes: Markup {
        let items = (words.agreement + words.clusters + words.notes).map {
            Markup.element("li", [], text: $0)
        }
        return Self.card("Method and limits", nil, [.element("ul", [], items)])
    }
}

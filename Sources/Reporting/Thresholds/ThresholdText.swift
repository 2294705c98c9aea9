import Thresholds

/// The study for a terminal of 100 columns.
extension StudyResult {
    package var text: String {
        let words = ThresholdWords(result: self)
        var blocks = [
            StudyText.wrapped(StudyText.printable(words.subject)),
            StudyText.wrapped(words.headline)
                + (words.contrast.map { StudyText.wrapped($0) } ?? ""),
        ]
        if let accepted { blocks.append("With the machine:\n" + Self.table(accepted.thresholds)) }
        blocks.append(
            (accepted == nil ? "" : "Without the machine:\n") + Self.table(thresholds))
        if let checked {
            let title =
                "With an ideal acceptance test of \(Figures.list(checked.conditions)): answers "
                + "wrong there are rejected"
            blocks.append(
                StudyText.wrapped(StudyText.printable(title)) + Self.table(checked.thresholds)
            )
        }
        if let tables = AcceptedTables(self) { blocks.append(tables.text) }
        if let block = suggestionTable(words) { blocks.append(block) }
        blocks.append(versionTable)
        blocks.append(StudyText.list(words.agreement))
        if let block = coincidenceBlock(words) { blocks.append(block) }
        if let block = identicalBlock(words) { blocks.append(block) }
        blocks.append(StudyText.list(words.clusters.map(StudyText.printable)))
        blocks.append(StudyText.list(words.notes))
        return blocks.joined(separator: "\n")
    }

    private typealias Column = (title: String, rate: (Threshold) -> Estimate?)

    private static func table(_ thresholds: [Threshold]) -> String {
        let columns: [Column] = [
            ("wrong %", { $0.wrong }), ("elected %", { $0.elected }),
            ("restrictive %", { $0.restrictive }), ("false %", { $0.falsePermissive }),
            ("lost %", { $0.lostPermissive }), ("allowed %", { $0.allowed }),
        ]
        let shown = columns.filter { column in
            column.title != "allowed %" || thresholds[0].lostPermissive == nil
        }.filter { column in thresholds.contains { column.rate($0) != nil } }
        // Two pairs of columns beside the name fill the width; more make a table of their own.
        return stride(from: 0, to: shown.count, by: 2).map { start in
            let part = shown[start..<min(start + 2, shown.count)]
            let header = ["threshold"] + part.flatMap { [$0.title, "interval"] }
            let rows = thresholds.map { threshold in
                [threshold.name]
                    + part.flatMap { column in
                        let estimate = column.rate(threshold)
                        return [
                            estimate.map { Figures.percent($0.value) } ?? "–",
                            Figures.percent(estimate?.interval),
                        ]
                    }
            }
            return TextTable(header: header, rows: rows).text
        }.joined(separator: "\n")
    }

    private func suggestionTable(_ words: ThresholdWords) -> String? {
        guard !suggestions.isEmpty, let now = words.riskNow else { return nil }
        let rows =
            [["nothing", Figures.percent(now.value)]]
            + suggestions.enumerated().map { index, suggestion in
                [
                    (index == 0 ? "" : "and ") + StudyText.printable(suggestion.condition),
                    Figures.percent(suggestion.risk),
                ]
            }
        let title =
            (accepted == nil ? "What" : "Without the machine, what")
            + " an ideal acceptance test would change for \(agree) of \(groupSize), the best "
            + "condition first:"
        return StudyText.wrapped(title)
            + TextTable(header: ["checked", "\(words.risk) %"], rows: rows).text
    }

    private var versionTable: String {
        let missing = versions.map { Figures.count($0.withoutAnswer) }
        let names = versions.map { StudyText.printable($0.name) }
        guard hasTruth else {
            let rows = zip(names, missing).enumerated().map { index, row in
                let others = pairs.disagreement[index].reduce(0, +)
                let mean = others / Double(max(1, versions.count - 1))
                return [row.0, row.1, Figures.percent(mean, 2)]
            }
            return TextTable(
                header: ["version", "no answer", "differs from another %"], rows: rows
            ).text
        }
        let rows = versions.indices.map { index in
            let version = versions[index]
            let interval =
                version.zeroFailureBound.map { "≤ \(Figures.percent($0))" }
                ?? Figures.percent(version.interval)
            return [
                names[index], missing[index], Figures.count(version.failures ?? 0),
                Figures.percent(version.rate ?? 0, 2), interval,
            ]
        }
        return TextTable(
            header: ["version", "no answer", "failures", "fails on %", "exact interval"],
            rows: rows
        ).text
    }

    private func coincidenceBlock(_ words: ThresholdWords) -> String? {
        guard let coincidence, let sentence = words.coincidence else { return nil }
        let rows = coincidence.groups.map { rate in
            [
                "at least \(rate.failing) of \(groupSize) fail", Figures.percent(rate.observed),
                Figures.percent(rate.eckhardtLee), Figures.percent(rate.independent),
            ]
        }
        let table = TextTable(
            header: ["coincidence", "observed %", "Eckhardt–Lee %", "independent %"], rows: rows
        ).text
        let pairs = mostCoincident.map { StudyText.wrapped($0) }.joined()
        return StudyText.wrapped(sentence) + StudyText.wrapped(words.knightLeveson ?? "") + table
            + pairs
    }

    /// The pairs that fail together most, and least, of all.
    private var mostCoincident: [String] {
        let known = versions.indices.flatMap { one in
            versions.indices.dropFirst(one + 1).compactMap { other in
                pairs.phi[one][other].map { (phi: $0, one: one, other: other) }
            }
        }.sorted { ($1.phi, $0.one, $0.other) < ($0.phi, $1.one, $1.other) }
        guard let most = known.first, let least = known.last, known.count > 1 else { return [] }
        return [("Most", most), ("Least", least)].map { word, pair in
            let names = [pair.one, pair.other].map { StudyText.printable(versions[$0].name) }
            let covariance = pairs.covariance[pair.one][pair.other]
            return "\(word) alike: \(names[0]) and \(names[1]), φ \(Figures.fixed(pair.phi, 2)), "
                + "covariance \(Figures.fixed(covariance, 4))."
        }
    }

    private func identicalBlock(_ words: ThresholdWords) -> String? {
        guard !identicalFailures.isEmpty else { return nil }
        let most = 8
        let told = identicalFailures.weightiestFirst
        let rest = told.count - most
        return StudyText.list(
            told.prefix(most).map { StudyText.printable(words.sentence($0)) }
                + (rest > 0 ? ["\(rest) more such groups are in --json and --html."] : []))
    }
}

extension [IdenticalFailures] {
    /// Those with the most versions times demands first.
    var weightiestFirst: Self {
        enumerated().sorted { one, other in
            let weights = [one, other].map { $0.element.versions.count * $0.element.demands }
            return (weights[1], one.offset) < (weights[0], other.offset)
        }.map(\.element)
    }
}

/// A comparison of two campaigns for people, as lines of text.
package struct ComparisonText {
    private let comparison: CampaignComparison

    package init(_ comparison: CampaignComparison) { self.comparison = comparison }

    package var text: String {
        let shown = comparison.rows.filter { $0.line == nil || $0.isWorse || isOnly($0) }
        let hidden = comparison.rows.count - shown.count
        return headline + "\n" + (shown.isEmpty ? "" : "\n" + table(shown))
            + (hidden > 0 ? "and \(hidden) comparisons of single lines, none of them worse\n" : "")
            + (comparison.rows.isEmpty ? "" : "\n" + method)
            + list("not in the later campaign", comparison.missing)
            + list("the campaigns differ", comparison.remarks)
    }

    /// Whether nothing stands over all lines of its vote and measure.
    private func isOnly(_ row: CampaignComparison.Row) -> Bool {
        !comparison.rows.contains {
            $0.line == nil && $0.vote == row.vote && $0.measure == row.measure
        }
    }

    private var headline: String {
        let names =
            "\(StudyText.printable(comparison.after)) against "
            + StudyText.printable(comparison.before)
        if comparison.rows.isEmpty { return "\(names): nothing to compare" }
        let worse = comparison.rows.filter(\.isWorse)
        guard !worse.isEmpty else {
            return "\(names): nothing worse beyond chance in "
                + "\(Figures.counted(comparison.rows.count, "comparison"))"
        }
        let places = worse.map { StudyText.printable("\($0.measure.rawValue) by \($0.vote)") }
            .reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        return "\(names): worse: " + Figures.list(places, most: 6)
    }

    private func table(_ rows: [CampaignComparison.Row]) -> String {
        TextTable(
            header: ["  vote, fault, measure", "before", "after", "p", "noticed from"],
            rows: rows.map { row in
                [
                    Self.name(row),
                    Self.share(row.before), Self.share(row.after),
                    row.probability > 0 && row.probability < 0.0001
                        ? "< 0.0001" : Figures.significant(row.probability, digits: 2),
                    row.noticedFrom.map { Figures.count($0) } ?? "never",
                ]
            }
        ).text
    }

    private static func name(_ row: CampaignComparison.Row) -> String {
        let words = "\(row.vote), \(row.line ?? "all lines"), \(row.measure.rawValue)"
        return (row.isWorse ? "! " : "  ") + StudyText.printable(words)
    }

    private static func share(_ share: CampaignFigures.Share) -> String {
        "\(Figures.part(share)) (\(Figures.share(share)))"
    }

    private var method: String {
        StudyText.wrapped(
            "Shares by Fisher's exact test, numbers in the whole space by an exact test of their "
                + "ratio, one-sided; of a whole space they are known, and nothing of it is left to "
                + "chance; all adjusted together (Holm), so that at "
                + "\(Figures.significant(comparison.confidence * 100)) % confidence nothing is "
                + "called worse that is not. '!' is worse; 'noticed from' is the number afterwards "
                + "from which a rise would certainly have been called worse: below it, silence "
                + "says little.")
    }

    private func list(_ title: String, _ items: [String]) -> String {
        items.isEmpty
            ? ""
            : "\n\(title)\n" + items.map { "  \(StudyText.printable($0))\n" }.joined()
    }
}

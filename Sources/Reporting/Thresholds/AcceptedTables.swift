import Thresholds

/// What the machine changes, in rows; the same ones in the text and on the page.
struct AcceptedTables {
    let result: StudyResult
    let accepted: StudyResult.Accepted

    init?(_ result: StudyResult) {
        guard let accepted = result.accepted else { return nil }
        self.result = result
        self.accepted = accepted
    }

    struct Table {
        var header: [String]
        var rows: [[String]]
    }

    private static let rates: [(title: String, rate: @Sendable (Threshold) -> Estimate?)] = [
        ("wrong", { $0.wrong }), ("elected", { $0.elected }), ("restrictive", { $0.restrictive }),
        ("right", { $0.right }), ("false", { $0.falsePermissive }), ("lost", { $0.lostPermissive }),
        ("allowed", { $0.allowed }),
    ]

    /// For each threshold every rate without and with the machine, side by side; three rates fill
    /// the width, more make a table of their own.
    var thresholds: [Table] {
        let shown = Self.rates.filter { column in
            column.title != "allowed" || result.thresholds[0].lostPermissive == nil
        }.filter { column in result.thresholds.contains { column.rate($0) != nil } }
        return stride(from: 0, to: shown.count, by: 3).map { start in
            let part = shown[start..<min(start + 3, shown.count)]
            let rows = zip(result.thresholds, accepted.thresholds).map { without, with in
                ["\(without.agree) of \(result.groupSize)"]
                    + part.flatMap { column in
                        [without, with].map { threshold in
                            column.rate(threshold).map { Figures.percent($0.value) } ?? "–"
                        }
                    }
            }
            return Table(
                header: ["agree"] + part.flatMap { ["\($0.title) %", "with machine"] }, rows: rows)
        }
    }

    /// Who was called faulty, by the machine and by exact voting.
    var versions: Table {
        let hasVote = accepted.versions.contains { $0.dissented != nil }
        let header =
            ["version", "rejected", "undecided"] + (result.hasTruth ? ["rejected but right"] : [])
            + (hasVote ? ["outvoted %", "no agreement %"] : [])
        let rows = zip(result.versions, accepted.versions).map { version, counts in
            [StudyText.printable(version.name)]
                + [counts.rejected, counts.undecided].map { Figures.count($0) }
                + (result.hasTruth ? [Figures.count(counts.rejectedRight ?? 0)] : [])
                + (hasVote
                    ? [counts.dissented, counts.unagreed].map { Figures.percent($0 ?? 0) } : [])
        }
        return Table(header: header, rows: rows)
    }

    var title: String { "Without and with the machine" }

    var lead: String {
        "An answer that the machine does not accept counts as none."
            + (accepted.outside > 0
                ? " \(Figures.counted(accepted.outside, "demand")) "
                    + "\(accepted.outside == 1 ? "is" : "are") outside of its contract: nothing "
                    + "goes out there."
                : "")
    }

    var versionLead: String {
        let rejected = accepted.versions.reduce(0) { $0 + $1.rejected }
        let right = accepted.versions.reduce(0) { $0 + ($1.rejectedRight ?? 0) }
        let inPart = accepted.versions.reduce(0) { $0 + ($1.rejectedRightInPart ?? 0) }
        var text = "The machine rejects \(Figures.counted(rejected, "answer"))"
        if result.hasTruth && rejected > 0 {
            text += ", \(right == 0 ? "none" : Figures.count(right)) of them right"
        }
        text += "."
        if inPart > right {
            text +=
                " \(Figures.count(inPart)) of them \(inPart == 1 ? "is" : "are") right in what is "
                + "compared, which is a part of the answer, while the machine judges all of it."
        }
        if accepted.versions.contains(where: { $0.dissented != nil }) {
            text +=
                " Exact voting on whole answers, \(result.agree) of \(result.groupSize) alike byte "
                + "by byte, outvotes a version, or agrees on nothing, as often as the last columns "
                + "say."
        }
        return text
    }
}

extension AcceptedTables {
    var text: String {
        StudyText.wrapped("\(title): \(lead.prefix(1).lowercased() + lead.dropFirst())")
            + thresholds.map { TextTable(header: $0.header, rows: $0.rows).text }
            .joined(separator: "\n") + "\n" + StudyText.wrapped(versionLead)
            + TextTable(header: versions.header, rows: versions.rows).text
    }

    var card: Markup {
        ThresholdPage.card(
            title, lead,
            thresholds.map { PlainTable(header: $0.header, rows: $0.rows).markup }
                + [
                    .element("p", [("class", "lead")], text: versionLead),
                    PlainTable(header: versions.header, rows: versions.rows).markup,
                ])
    }
}

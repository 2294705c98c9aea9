/// How diverse a family is, as text of fixed width for terminals.
package struct DiversityTable {
    private let report: DiversityReport

    package init(_ report: DiversityReport) {
        self.report = report
    }

    /// A line for each measure: least, median and most over the pairs of variants, the closest
    /// pair, and how many pairs have no figure, with the reasons.
    package var summary: String {
        var rows = [["distance", "least", "median", "most", "closest pair", "without figure"]]
        for line in report.summary {
            let closest = line.closest.map { "\($0.first) \($0.second)" } ?? "-"
            let reasons = line.withoutFigure.sorted { $0.key < $1.key }
                .map { "\($0.value) \($0.key)" }
            rows.append(
                [line.measure.title]
                    + [line.minimum, line.median, line.maximum].map { $0?.fixed(4) ?? "-" }
                    + [closest, reasons.joined(separator: ", ")])
        }
        return Self.aligned(rows, leading: [0, 4, 5])
    }

    /// The figures of one measure, of the original too; `-` where there is none.
    /// - Parameter widthMax: in columns; nil when the table is wider.
    package func matrix(_ measure: DiversityMeasure, widthMax: Int = 100) -> String? {
        var rows = [[""] + report.variants]
        if let first = report.againstOriginal.first {
            rows.append([first.first] + report.againstOriginal.map { figure($0, measure) })
        }
        for (index, name) in report.variants.enumerated() {
            rows.append([name] + (0..<index).map { figure(report.pair($0, index), measure) })
        }
        let text = Self.aligned(rows, leading: [0])
        return text.split(separator: "\n").allSatisfy { $0.count <= widthMax } ? text : nil
    }

    private func figure(_ pair: PairDiversity?, _ measure: DiversityMeasure) -> String {
        guard let figure = pair?[measure].figure else { return "-" }
        return ((figure * 100 + 1e-7).rounded(.down) / 100).fixed(2)
    }

    /// - Parameter leading: columns that start at the same place; the others end at the same.
    private static func aligned(_ rows: [[String]], leading: Set<Int>) -> String {
        var widths: [Int] = []
        for row in rows {
            for (column, text) in row.enumerated() {
                if column == widths.count { widths.append(0) }
                widths[column] = max(widths[column], text.count)
            }
        }
        return rows.map { row in
            let line = row.enumerated().map { column, text in
                let space = String(repeating: " ", count: widths[column] - text.count)
                return leading.contains(column) ? text + space : space + text
            }.joined(separator: "  ")
            return String(line.reversed().drop { $0 == " " }.reversed()) + "\n"
        }.joined()
    }
}

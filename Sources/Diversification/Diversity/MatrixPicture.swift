/// The distances between all builds of a family under one measure, as one SVG without references
/// to anything outside, for light and dark pages.
package struct MatrixPicture {
    private let report: DiversityReport
    private let measure: DiversityMeasure
    private let program: String
    /// The original first, when it was measured.
    private let names: [String]
    private let isOriginalMeasured: Bool

    package init(_ report: DiversityReport, _ measure: DiversityMeasure, program: String) {
        self.report = report
        self.measure = measure
        self.program = program
        isOriginalMeasured = !report.againstOriginal.isEmpty
        names = (isOriginalMeasured ? [report.againstOriginal[0].first] : []) + report.variants
    }

    // MARK: Measures, in pixels

    private var cell: Int {
        switch names.count {
        case ...8: 56
        case ...16: 44
        case ...32: 30
        case ...60: 16
        default: 12
        }
    }
    private var labelSize: Int { min(13, max(9, cell - 3)) }
    /// About 0.62 of the size is the width of a letter.
    private var labelSpace: Int {
        (names.map(\.count).max() ?? 0) * labelSize * 62 / 100 + 10
    }
    private let margin = 16
    private let headSpace = 64
    private let legendSpace = 64
    private var areLabelsUpright: Bool { labelSpace - 10 <= cell }
    private var left: Int { margin + labelSpace }
    private var top: Int { headSpace + (areLabelsUpright ? labelSize + 10 : labelSpace) }
    private var side: Int { names.count * cell + originalGap }
    private var originalGap: Int { isOriginalMeasured ? 6 : 0 }
    private var width: Int { max(left + side + margin, 620) }
    private var height: Int { top + side + legendSpace }

    private func offset(_ index: Int) -> Int {
        index * cell + (index > 0 ? originalGap : 0)
    }

    // MARK: Drawing

    /// - Complexity: about 100 bytes for each of the squares.
    package var svg: String {
        let heading = "\(program): \(measure.title)"
        var parts = [
            """
            <svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="\(escaped(heading))" \
            viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)" \
            font-family="system-ui, 'DejaVu Sans', sans-serif">
            <style>
            .ink { fill: #6e7781; } .mark { stroke: #e5484d; }
            @media (prefers-color-scheme: dark) { .ink { fill: #9aa4af; } }
            </style>
            <defs><linearGradient id="scale">\(stops)</linearGradient></defs>
            """,
            text(heading, margin, 28, size: 17, more: " font-weight=\"600\""),
            text(summaryLine, margin, 50, size: 12),
        ]
        for index in names.indices { parts += labels(index) }
        for row in names.indices {
            parts.append("<g>")
            for column in names.indices where row != column { parts.append(square(row, column)) }
            parts.append("</g>")
        }
        parts += legend
        return parts.joined(separator: "\n") + "\n</svg>\n"
    }

    private var summary: DiversitySummary? { report.summary.first { $0.measure == measure } }

    private var summaryLine: String {
        guard let summary, let minimum = summary.minimum, let median = summary.median,
            let maximum = summary.maximum
        else { return "no pair of variants has a figure" }
        let without = summary.withoutFigure.values.reduce(0, +)
        let closest = summary.closest.map { " (\($0.first), \($0.second))" } ?? ""
        return "pairs of variants: \(summary.pairs); least \(minimum.fixed(4))"
            + "\(closest), median \(median.fixed(4)), "
            + "most \(maximum.fixed(4))" + (without > 0 ? "; without figure: \(without)" : "")
    }

    private func labels(_ index: Int) -> [String] {
        let middle = offset(index) + cell / 2
        let baseline = top + middle + labelSize * 36 / 100
        let row = text(names[index], left - 6, baseline, size: labelSize, more: Self.atEnd)
        let x = left + middle
        guard !areLabelsUpright else {
            return [row, text(names[index], x, top - 7, size: labelSize, more: Self.centred)]
        }
        let turned = " transform=\"rotate(-90 \(x + labelSize * 36 / 100) \(top - 6))\""
        return [
            row,
            text(
                names[index], x + labelSize * 36 / 100, top - 6, size: labelSize, more: turned),
        ]
    }

    private func pair(_ row: Int, _ column: Int) -> PairDiversity? {
        let (low, high) = (min(row, column), max(row, column))
        guard isOriginalMeasured else { return report.pair(low, high) }
        return low == 0 ? report.pairWithOriginal(high - 1) : report.pair(low - 1, high - 1)
    }

    private func square(_ row: Int, _ column: Int) -> String {
        guard let pair = pair(row, column) else { return "" }
        let (x, y) = (left + offset(column), top + offset(row))
        let figure = pair[measure].figure
        let fill = figure.map { ColourScale.colour($0) }
        let told: String
        switch pair[measure] {
        case .measured(let number): told = number.fixed(4)
        case .otherMachine: told = "other machine"
        case .unknown(let reason): told = reason
        }
        let title = "\(pair.first), \(pair.second): \(told)"
        var parts = "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(cell - 1)\" height=\"\(cell - 1)\" "
        if let fill {
            parts += "fill=\"\(fill.text)\""
        } else {
            parts += "fill=\"#8b949e\" fill-opacity=\"0.25\""
        }
        if isClosest(pair) { parts += " class=\"mark\" stroke-width=\"\(cell > 20 ? 3 : 2)\"" }
        parts += "><title>\(escaped(title))</title></rect>"
        guard cell >= 30 else { return parts }
        let colour = fill.map { $0.isDark ? "#ffffff" : "#000000" } ?? "#8b949e"
        let size = cell >= 44 ? 13 : 10
        return parts
            + "<text x=\"\(x + cell / 2)\" y=\"\(y + cell / 2 + size * 36 / 100)\" "
            + "font-size=\"\(size)\" fill=\"\(colour)\" text-anchor=\"middle\" "
            + "pointer-events=\"none\">\(short(figure))</text>"
    }

    private func isClosest(_ pair: PairDiversity) -> Bool {
        guard let closest = summary?.closest else { return false }
        return pair.first == closest.first && pair.second == closest.second
    }

    /// Two decimals, rounded down: only what is 1 is shown as 1.
    private func short(_ figure: Double?) -> String {
        guard let figure else { return "–" }
        let hundredths = (figure * 100 + 1e-7).rounded(.down) / 100
        return cell >= 44 || hundredths == 1
            ? hundredths.fixed(2) : String(hundredths.fixed(2).dropFirst())
    }

    // MARK: Parts

    private var stops: String {
        ColourScale.stops.map { stop in
            "<stop offset=\"\(stop.place)\" stop-color=\"\(stop.colour.text)\"/>"
        }.joined()
    }

    private var legend: [String] {
        let y = top + side + 22
        let length = 240
        let ticks = [(0, "0 equal"), (length / 2, "0.5"), (length, "1 nothing in common")]
        var parts = [
            "<rect x=\"\(left)\" y=\"\(y)\" width=\"\(length)\" height=\"12\" "
                + "fill=\"url(#scale)\"/>"
        ]
        for (index, tick) in ticks.enumerated() {
            let anchor = index == 0 ? "" : Self.centred
            parts.append(text(tick.1, left + tick.0, y + 27, size: 11, more: anchor))
        }
        let marks = left + length + 70
        parts += [
            "<rect x=\"\(marks)\" y=\"\(y)\" width=\"12\" height=\"12\" fill=\"none\" "
                + "class=\"mark\" stroke-width=\"2\"/>",
            text("closest pair", marks + 18, y + 10, size: 11),
            "<rect x=\"\(marks + 100)\" y=\"\(y)\" width=\"12\" height=\"12\" "
                + "fill=\"#8b949e\" fill-opacity=\"0.25\"/>",
            text("no figure", marks + 118, y + 10, size: 11),
        ]
        return parts
    }

    private static let atEnd = " text-anchor=\"end\""
    private static let centred = " text-anchor=\"middle\""

    private func text(_ text: String, _ x: Int, _ y: Int, size: Int, more: String = "") -> String {
        "<text class=\"ink\" x=\"\(x)\" y=\"\(y)\" font-size=\"\(size)\"\(more)>"
            + "\(escaped(text))</text>"
    }

    private func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text.unicodeScalars {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "\u{0}"..<"\u{20}", "\u{fffe}", "\u{ffff}": escaped += "\u{fffd}"
            default: escaped.unicodeScalars.append(character)
            }
        }
        return escaped
    }
}

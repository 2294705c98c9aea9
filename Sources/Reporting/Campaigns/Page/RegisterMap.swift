/// Registers by bits: the darker a square, the more of the faults there ended with a wrong value.
struct RegisterMap {
    private struct Square {
        var trials: UInt64 = 0
        var wrong: UInt64 = 0
    }

    private let registers: [String]
    /// By register and group of bits.
    private let squares: [[Square]]
    /// Bits of one square.
    let group: Int
    private let confidence: Double?
    private let most: Double

    private static let side = 19.0
    /// Of trials in a square, on average; with fewer, bits are taken together.
    private static let enough = 30.0
    private static let columnsMax = 64

    /// Nil without a trial.
    init?(_ cells: [CampaignFigures.Cell], confidence: Double?) {
        let trials = cells.reduce(0) { $0 + $1.trials }
        guard trials > 0, let last = cells.map(\.bit).max() else { return nil }
        let registers = cells.map(\.place).reduce(into: [String]()) { names, name in
            if !names.contains(name) { names.append(name) }
        }
        let bits = Int(last) < 8 ? 8 : Int(last) < 64 ? 64 : 128
        let sizes = [1, 2, 4, 8, 16].filter { bits / $0 <= Self.columnsMax && $0 <= bits }
        let average = Double(trials) / Double(registers.count * bits)
        let group = sizes.first { average * Double($0) >= Self.enough } ?? sizes.last ?? 1
        var squares = registers.map { _ in
            Array(repeating: Square(), count: bits / group)
        }
        for cell in cells {
            guard let row = registers.firstIndex(of: cell.place) else { continue }
            squares[row][Int(cell.bit) / group].trials += cell.trials
            squares[row][Int(cell.bit) / group].wrong += cell.wrong
        }
        (self.registers, self.squares, self.group) = (registers, squares, group)
        self.confidence = confidence
        let shares = squares.joined().filter { $0.trials > 0 }.map(Self.share)
        most = max(0.01, shares.max() ?? 1)
    }

    private static func share(_ square: Square) -> Double {
        Double(square.wrong) / Double(square.trials)
    }

    private var columns: Int { squares[0].count }

    private func bits(_ column: Int) -> String {
        group == 1 ? "\(column)" : "\(column * group)–\(column * group + group - 1)"
    }

    var markup: [Markup] {
        let bottom = Double(registers.count) * Self.side
        var strip = Strip(
            height: bottom + 36, title: "Wrong values by register and bit",
            description: registers.indices.map { row in
                let trials = squares[row].reduce(0) { $0 + $1.trials }
                let wrong = squares[row].reduce(0) { $0 + $1.wrong }
                return "\(registers[row]): \(Figures.count(wrong)) of \(Figures.count(trials))"
            }.joined(separator: ", "))
        for row in registers.indices {
            let top = Double(row) * Self.side
            strip.text(
                registers[row], 0, top + Self.side / 2 + 4, anchor: .end, shift: -8, kind: "name")
            for column in 0..<columns { draw(row, column, top, &strip) }
        }
        let step = max(1, columns / 8)
        for column in stride(from: 0, to: columns, by: step) {
            strip.text(
                columns <= 8 ? bits(column) : "\(column * group)",
                (Double(column) + 0.5) / Double(columns), bottom + 15)
        }
        strip.text("bit", 0.5, bottom + 32)
        return [.element("div", [("class", "gutter wide")], [strip.markup]), legend, table]
    }

    private func draw(_ row: Int, _ column: Int, _ top: Double, _ strip: inout Strip) {
        let square = squares[row][column]
        let width = 1 / Double(columns)
        let gap = min(width * 0.04, 0.0012)
        let (from, to) = (Double(column) * width + gap, Double(column + 1) * width - gap)
        guard square.trials > 0 else {
            strip.rectangle(
                from, to, top: top + 1, height: Self.side - 2, [("class", "square blank")])
            return
        }
        let share = Self.share(square)
        let interval = CampaignFigures.Share(
            square.wrong, of: square.trials, confidence: confidence)
        let title = Markup.element(
            "title", [],
            text: "\(registers[row]), bit \(bits(column)): \(Figures.part(interval)) "
                + "wrong values, \(Figures.interval(interval))")
        var parts = [
            title,
            Strip.rectangle(
                from, to, top: top + 1, height: Self.side - 2, [("class", "square ground")]),
        ]
        if square.wrong > 0 {
            parts.append(
                Strip.rectangle(
                    from, to, top: top + 1, height: Self.side - 2, shade(share / most)))
        }
        strip.add(.element("g", [], parts))
        if columns <= 16, square.wrong > 0 {
            strip.text(
                Figures.fixed(share * 100, share < 0.095 ? 1 : 0),
                (Double(column) + 0.5) * width, top + Self.side / 2 + 4,
                kind: share / most > 0.55 ? "in strong" : "in")
        }
    }

    /// - Parameter part: of the darkest, 0 ... 1.
    private func shade(_ part: Double) -> [(String, String)] {
        [("fill", "var(--shade)"), ("fill-opacity", Drawing.number(0.08 + 0.92 * part))]
    }

    private var legend: Markup {
        var strip = Strip(height: 32, title: "")
        for step in 0..<20 {
            let part = Double(step) / 20
            strip.rectangle(
                part, part + 0.05, top: 0, height: 12,
                step == 0 ? [("class", "square ground")] : shade(Double(step) / 19))
        }
        strip.text("none", 0, 26, anchor: .start)
        strip.text("\(Figures.share(most)) wrong values", 1, 26, anchor: .end)
        return .element("div", [("class", "key")], [strip.markup])
    }

    private var table: Markup {
        DataTable(
            caption: "Wrong values by register and bit",
            header: ["register"] + (0..<columns).map { "bit \(bits($0))" },
            rows: registers.indices.map { row in
                [registers[row]]
                    + squares[row].map {
                        "\(Figures.count($0.wrong)) of \(Figures.count($0.trials))"
                    }
            }
        ).folded("The numbers")
    }
}

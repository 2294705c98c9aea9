import Reporting

/// For people.
extension CheckReport {
    var text: String {
        var lines: [String] = []
        for machine in machines {
            lines.append("\(machine.file) (\(machine.role): operation \(machine.operation))")
            lines += machine.text.text.split(separator: "\n").map { "  \($0)" }
            lines += machine.notes.map { "  note       \($0)" }
        }
        if !machines.isEmpty { lines.append("the restrictive answer '\(restrictive)'") }
        lines += checks.flatMap(Self.lines)
        lines += facts.map { "  fact       \($0)" }
        if let family { lines += FamilyText(family).lines(folder: folder) }
        if !findings.isEmpty { lines.append("the vote") }
        for finding in findings {
            let hint = finding.hint.map { " (hint: \($0))" } ?? ""
            lines.append("  \(Self.padded(finding.severity)) \(finding.text)\(hint)")
        }
        return (lines + [summary]).map { $0 + "\n" }.joined()
    }

    private var summary: String {
        let isGenerated = family?.isGenerated == true
        if machines.isEmpty, !isGenerated {
            return "\(program): no machine, so nothing was checked"
        }
        switch verdict {
        case .holds where hasNothingToCheck:
            return "\(program): nothing fails, and some of it was never asked"
        case .holds where hasSamples:
            return "\(program): nothing fails in what was looked at, some of it a sample"
        case .holds where family?.isGenerated == false:
            return "\(program): nothing fails, and the variants are not generated yet"
        case .holds where family?.open.isEmpty == false || family?.notCovered.isEmpty == false:
            return "\(program): nothing fails, and not all of the variants is proved"
        case .holds: return "\(program): everything holds"
        case .fails: return "\(program): something fails"
        case .undecided: return "\(program): nothing fails, and something is undecided"
        }
    }

    private var hasSamples: Bool {
        checks.contains { $0.isExhaustive == false }
            || machines.contains { $0.found.hasSamples }
    }

    private static func lines(of item: Item) -> [String] {
        let word = item.verdict == .fails ? "FAILS" : item.verdict.rawValue
        return ["  \(padded(word)) \(item.text)\(scope(of: item))"]
            + item.because.map { "             \($0)" }
    }

    private static func scope(of item: Item) -> String {
        guard let count = item.count, let isExhaustive = item.isExhaustive else { return "" }
        return " (\(isExhaustive ? "all" : "sample") of \(cases(count)))"
    }

    static func cases(_ count: Int) -> String { "\(count) case\(count == 1 ? "" : "s")" }

    private static func padded(_ word: String) -> String {
        word + String(repeating: " ", count: max(0, 10 - word.count))
    }
}

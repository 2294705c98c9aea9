/// For people.
extension CheckReport {
    var text: String {
        var lines: [String] = []
        for machine in machines {
            lines.append(
                "\(machine.file) (\(machine.role), operation \(machine.operation)): "
                    + "\(Self.number(machine.states, "state")), "
                    + "\(Self.number(machine.cases, "case")), "
                    + (machine.isExhaustive ? "exhaustive" : "sampled with seed \(seed)"))
            lines += machine.shortfalls.map { "  sampled    \($0)" }
            lines += Self.lines(machine.checks)
            lines += machine.notes.map { "  note       \($0)" }
        }
        if !machines.isEmpty { lines.append("the restrictive answer '\(restrictive)'") }
        lines += Self.lines(checks)
        lines += facts.map { "  fact       \($0)" }
        if !findings.isEmpty { lines.append("the vote") }
        for finding in findings {
            let word = finding.severity.padding(toLength: 10)
            let hint = finding.hint.map { " (hint: \($0))" } ?? ""
            lines.append("  \(word) \(finding.text)\(hint)")
        }
        lines.append(summary)
        return lines.joined(separator: "\n") + "\n"
    }

    private var summary: String {
        let all = machines.flatMap(\.checks) + checks
        if all.isEmpty { return "\(program): no machine, so nothing to check" }
        let parts = [Verdict.holds, .failed, .undecided].compactMap { verdict -> String? in
            let count = all.count { $0.verdict == verdict }
            if count == 0, verdict != .holds { return nil }
            switch verdict {
            case .holds: return "\(count) hold"
            case .failed: return "\(count) failed"
            case .undecided: return "\(count) undecided"
            }
        }
        return "\(program): \(Self.number(all.count, "check")): \(parts.joined(separator: ", "))"
    }

    private static func lines(_ items: [Item]) -> [String] {
        items.flatMap { item in
            let word = item.verdict == .failed ? "FAILED" : item.verdict.rawValue
            let first = "  \(word.padding(toLength: 10)) \(item.text)\(scope(of: item))"
            return [first] + item.because.map { "               \($0)" }
        }
    }

    private static func scope(of item: Item) -> String {
        guard let count = item.count, let isExhaustive = item.isExhaustive else { return "" }
        return isExhaustive ? " (all \(grouped(count)))" : " (\(grouped(count)) of a sample)"
    }

    static func number(_ count: Int, _ noun: String) -> String {
        "\(grouped(count)) \(noun)\(count == 1 ? "" : "s")"
    }

    /// `12,345`.
    static func grouped(_ count: Int) -> String {
        let digits = Array("\(count)")
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return text
    }
}

extension String {
    fileprivate func padding(toLength length: Int) -> String {
        self + String(repeating: " ", count: max(0, length - count))
    }
}

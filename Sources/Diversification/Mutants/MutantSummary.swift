import Foundation

/// The mutants of a program as tables for people, and what is worth a look.
package struct MutantSummary {
    private let manifest: MutantManifest
    /// How many mutants that nothing found are named.
    private static let namedMax = 10

    package init(_ manifest: MutantManifest) { self.manifest = manifest }

    private struct Column {
        let title: String
        let value: (MutantTally) -> Int
    }

    /// What is built and weeded, and on demands what is found, operator by operator: two tables
    /// that fit a terminal of 80 columns.
    package var tables: String {
        guard manifest.toolchain != nil else { return table([Column(title: "sites") { $0.sites }]) }
        let made = table([
            Column(title: "sites") { $0.sites }, Column(title: "drawn") { $0.sampled },
            Column(title: "no build") { $0.notCompiling },
            Column(title: "equal") { $0.equivalent },
            Column(title: "undefined") { $0.undefinedOnly },
            Column(title: "double") { $0.duplicates }, Column(title: "live") { $0.live },
        ])
        guard manifest.demands != nil else { return made }
        let found = table([
            Column(title: "live") { $0.live }, Column(title: "wrong") { $0.wrongAnswers },
            Column(title: "crashed") { $0.crashed }, Column(title: "hung") { $0.hung },
            Column(title: "malformed") { $0.malformed },
            Column(title: "not found") { $0.notDistinguished },
            Column(title: "trivial") { $0.trivial },
        ])
        return made + "\n\n" + found
    }

    private func table(_ columns: [Column]) -> String {
        let rows = manifest.operators + [manifest.total]
        let width = rows.map(\.name.count).max() ?? 0
        let head = Self.left("operator", width) + columns.map { "  " + $0.title }.joined()
        var lines = rows.map { row in
            Self.left(row.name, width)
                + columns.map { column in
                    let value = column.value(row)
                    // Nothing is easier to see than many noughts.
                    let text = value == 0 ? "." : Self.number(value)
                    return "  " + Self.right(text, column.title.count)
                }.joined()
        }
        let rule = String(repeating: "-", count: head.count)
        lines.insert(rule, at: lines.count - 1)
        return ([head, rule] + lines).joined(separator: "\n")
    }

    /// What the figures say in words.
    package var headline: String {
        let total = manifest.total
        guard let toolchain = manifest.toolchain else {
            return "\(manifest.program): \(Self.number(total.sites)) sites"
        }
        let command = ([toolchain.name] + manifest.level).joined(separator: " ")
        var text =
            "\(manifest.program): \(Self.number(total.sampled)) of \(Self.number(total.sites)) "
            + "sites, seed \(manifest.seed), built by \(command); "
            + "\(Self.number(total.live)) live mutants"
        if let demands = manifest.demands, total.live > 0 {
            let share = String(format: "%.1f", 100 * Double(total.found) / Double(total.live))
            text +=
                ", \(Self.number(demands)) demands find \(Self.number(total.found)) (\(share) %)"
        }
        return text
    }

    /// Live mutants that no demand tells apart from the original: faults that a campaign on these
    /// demands will not see.
    package var notFound: String? {
        let hidden = manifest.mutants.filter { $0.trial?.outcome == .notDistinguished }
        guard !hidden.isEmpty else { return nil }
        // Spread over all of them rather than the first operator's.
        let count = min(Self.namedMax, hidden.count)
        var lines = ["not found by any demand:"]
        lines += (0..<count).map { "  " + Self.line(for: hidden[$0 * hidden.count / count]) }
        if hidden.count > count {
            let rest = Self.number(hidden.count - count)
            lines.append("  and \(rest) more: \"notDistinguished\" in mutants.json")
        }
        return lines.joined(separator: "\n")
    }

    /// One mutant in a line.
    package static func line(for mutant: Mutant) -> String {
        let function = mutant.function.map { " \($0)" } ?? ""
        return "\(mutant.id) \(mutant.place)\(function): "
            + "\(short(mutant.before)) -> \(short(mutant.after))"
    }

    private static func short(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.count > 60 ? line.prefix(57) + "..." : line
    }

    private static func left(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private static func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }

    private static func number(_ value: Int) -> String {
        let digits = String(value)
        guard digits.count > 3 else { return digits }
        return number(value / 1000) + "," + digits.suffix(3)
    }
}

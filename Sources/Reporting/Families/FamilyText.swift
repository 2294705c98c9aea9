/// A family's layers for people: a table, what its columns mean, what fails and what is open.
package struct FamilyText {
    private let report: FamilyReport

    package init(_ report: FamilyReport) { self.report = report }

    private static let exampleCharactersMax = 100

    /// Lines, not ended.
    /// - Parameter folder: the ensemble's, for the command that generates it.
    package func lines(folder: String) -> [String] {
        guard report.isGenerated else {
            return [
                "the variants",
                Self.line("note", "they are not generated yet (hint: thrice generate \(folder))"),
            ]
        }
        var lines = ["the variants (\(report.variants.count)\(seed))"]
        lines += table.text.split(separator: "\n").map { "  \($0)" }
        lines += legend
        lines += report.failures.map { Self.line("FAILS", $0) }
        if report.failures.isEmpty {
            lines.append(Self.line("holds", "no layer found a difference\(scope)"))
            lines.append(Self.line("holds", "the executables are those that were checked\(scope)"))
        }
        lines += notCovered.map { Self.line("fact", $0) }
        lines += report.open.map { Self.line("not proved", Self.text($0)) }
        if let reason = report.outOfDate {
            let hint = "(hint: thrice generate \(folder))"
            lines.append(Self.line("note", "they are not up to date: \(reason) \(hint)"))
        }
        return lines
    }

    private var seed: String { report.seed.map { " of seed \($0)" } ?? "" }

    private var scope: String {
        let count = report.variants.count
        return " (all of \(count) variant\(count == 1 ? "" : "s"))"
    }

    private static func line(_ word: String, _ text: String) -> String {
        "  \(word)\(String(repeating: " ", count: max(0, 10 - word.count))) \(text)"
    }

    // MARK: Table

    private var table: TextTable {
        TextTable(
            header: [
                "variant", "toolchain", "data", "screened", "terms", "rules", "statements",
                "demands", "executable",
            ], rows: report.variants.map(row))
    }

    private func row(_ variant: FamilyReport.Variant) -> [String] {
        var cells = [variant.name, variant.toolchain, variant.data ?? "-"]
        if let layers = variant.soundness {
            let terms = layers.terms
            cells += [
                layers.screening?.isScreened == true ? "yes" : "no",
                Self.share(
                    terms.equal, open: terms.notProved.count, against: terms.different.count),
                Self.share(layers.rules), Self.share(layers.statements),
                Self.demands(layers.differential),
            ]
        } else {
            cells += Array(repeating: "?", count: 5)
        }
        switch variant.executable {
        case .asChecked: cells.append("as checked")
        case .replaced: cells.append("REPLACED")
        case .missing: cells.append("MISSING")
        case .unknown: cells.append("?")
        }
        return cells
    }

    private static func share(_ proofs: SoundnessLayers.Proofs?) -> String {
        guard let proofs else { return "-" }
        return share(
            proofs.proved, open: proofs.notProved.count, against: proofs.refuted.count)
    }

    private static func share(_ proved: Int, open: Int, against: Int) -> String {
        let all = proved + open + against
        return all == proved ? "\(proved)" : "\(proved) of \(all)"
    }

    private static func demands(_ found: SoundnessLayers.Differential?) -> String {
        guard let found, found.reason == nil else { return "none" }
        return found.isEqual ? "\(found.demands)" : "DIFFER"
    }

    // MARK: Below the table

    private var legend: [String] {
        let layers = report.variants.compactMap(\.soundness)
        var details: [String] = []
        for detail in layers.compactMap(\.screening).filter(\.isScreened).map(\.detail)
        where !details.contains(detail) {
            details.append(detail)
        }
        var lines = [
            Self.line(
                "screened",
                "the original, for undefined behaviour on the demands"
                    + (details.isEmpty ? "" : ": ") + details.joined(separator: "; ")),
            Self.line(
                "terms",
                "functions, variables and structs that are the original's after transforms of "
                    + "structure: proved by equal terms"),
        ]
        if layers.contains(where: { $0.rules != nil }) {
            lines.append(
                Self.line("rules", "of arithmetic: each proved by z3 for all values, once"))
        }
        lines.append(
            Self.line(
                "statements",
                "rewritten expressions: each proved by z3 for all values of its operands"))
        lines.append(Self.line("demands", "answered like the original"))
        return lines
    }

    private var notCovered: [String] {
        let found = report.notCovered
        guard !found.isEmpty else { return [] }
        let all = report.variants.map(\.name)
        let everywhere = found.filter { $0.variants == all }.map(\.transform)
        var lines: [String] = []
        func add(_ names: [String], _ variants: String) {
            lines.append(
                "no proof covers \(names.joined(separator: ", ")) (\(variants)): "
                    + "the transform's own rules and the demands do")
        }
        if !everywhere.isEmpty { add(everywhere, all.count == 1 ? all[0] : "in all") }
        var rest: [(variants: [String], names: [String])] = []
        for (name, variants) in found where variants != all {
            if let index = rest.firstIndex(where: { $0.variants == variants }) {
                rest[index].names.append(name)
            } else {
                rest.append((variants, [name]))
            }
        }
        for (variants, names) in rest { add(names, variants.joined(separator: " ")) }
        return lines
    }

    private static func text(_ open: FamilyReport.Open) -> String {
        let example =
            open.example.count <= exampleCharactersMax
            ? open.example : open.example.prefix(exampleCharactersMax) + "…"
        let place = open.variants.joined(separator: " ")
        return "\(open.layer): \(open.count) × \(open.reason) (\(place); first: \(example))"
    }
}

/// Which functions and variables of a variant are the original's, by their terms.
package struct TermReport: Codable, Equatable, Sendable {
    package struct Finding: Codable, Equatable, Sendable {
        /// A function, a variable, or `struct …` with its name.
        package var what: String
        package var reason: String
    }

    /// Functions and variables whose terms are the same, given that the functions they call are.
    package var equal = 0
    /// Nothing is known of these.
    package var notProved: [Finding] = []
    /// Something else is computed, as far as terms can tell.
    package var different: [Finding] = []

    /// All of the variant is the original.
    package var isProved: Bool { notProved.isEmpty && different.isEmpty }

    package init() {}

    mutating func formUnion(_ other: TermReport) {
        equal += other.equal
        notProved += other.notProved
        different += other.different
    }

    /// What differs cannot be told from what a transform of values changed.
    mutating func excuseDifferences(_ reason: String) {
        notProved += different.map { Finding(what: $0.what, reason: reason) }
        different = []
    }
}

extension UnitMeaning {
    /// Compares a variant that was made `comparableWith` this original.
    package func compare(with variant: UnitMeaning) -> TermReport {
        var report = TermReport()
        compare(functions, variant.functions, in: variant.graph, into: &report)
        compare(variables, variant.variables, in: variant.graph, into: &report)
        for name in Set(records.keys).union(variant.records.keys).sorted() {
            if records[name] != variant.records[name] {
                report.different.append(.init(what: name, reason: "other fields"))
            } else if layouts[name] != variant.layouts[name],
                let sight = sights[name] ?? variant.sights[name]
            {
                report.notProved.append(
                    .init(what: name, reason: "other layout, and \(sight) may see it"))
            }
        }
        return report
    }

    private func compare(
        _ originals: [String: Meaning], _ variants: [String: Meaning], in graph: TermGraph,
        into report: inout TermReport
    ) {
        for name in Set(originals.keys).union(variants.keys).sorted() {
            switch (originals[name], variants[name]) {
            case (nil, _), (_, nil):
                report.different.append(.init(what: name, reason: "only in one of both"))
            case (.unknown(let reason), _), (_, .unknown(let reason)):
                report.notProved.append(.init(what: name, reason: reason))
            case (.known(let original, _), .known(let variant, _)) where original == variant:
                report.equal += 1
            case (.known(let original, let doubt), .known(let variant, let variantDoubt)):
                if let reason = doubt ?? variantDoubt {
                    report.notProved.append(.init(what: name, reason: reason))
                } else {
                    let reason = graph.firstDifference(original, variant)
                    report.different.append(.init(what: name, reason: reason))
                }
            }
        }
    }
}

extension TermGraph {
    /// Where two terms part, going down as long as only one operand does.
    func firstDifference(_ original: Term, _ variant: Term) -> String {
        var (left, right) = (original, variant)
        while self[left].operation == self[right].operation, self[left].text == self[right].text {
            let (mine, theirs) = (self[left].operands, self[right].operands)
            var pairs: [(Term, Term)]
            if self[left].operation == .set {
                let (onlyMine, onlyTheirs) = (
                    mine.filter { !theirs.contains($0) }, theirs.filter { !mine.contains($0) }
                )
                if onlyTheirs.isEmpty { return "no more: \(excerpt(onlyMine[0]))" }
                if onlyMine.isEmpty { return "new: \(excerpt(onlyTheirs[0]))" }
                pairs = Array(zip(onlyMine, onlyTheirs))
            } else {
                guard mine.count == theirs.count else { break }
                pairs = zip(mine, theirs).filter { $0 != $1 }
            }
            guard let first = pairs.first else { break }
            (left, right) = first
        }
        return "\(excerpt(left)) became \(excerpt(right))"
    }
}

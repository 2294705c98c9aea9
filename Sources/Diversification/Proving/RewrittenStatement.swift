/// A rewritten place of a program, ready for the prover.
package struct RewrittenStatement: Sendable {
    /// Both texts, as they stand in the program.
    package let what: String
    /// The places that the expression's variables `v1`, `v2`, … stand for.
    package let names: [String]
    /// Why there is no expression; nil when there is one.
    package let reason: String?
    package let expression: RewrittenExpression?

    /// All rewritings of one unit.
    /// - Complexity: libclang reads the unit once for each level of nested rewritings.
    package static func all(
        _ rewritten: [Rewritten], of unit: ProgramUnit
    ) -> [RewrittenStatement] {
        var statements = [RewrittenStatement?](repeating: nil, count: rewritten.count)
        for (level, numbers) in levels(rewritten).enumerated() {
            guard level < levelsMax else {
                for number in numbers {
                    statements[number] = .init(
                        rewritten[number],
                        because: "budget: more than \(levelsMax) rewritings inside each other")
                }
                continue
            }
            let probe = RewritingProbe(unit: unit)
            for (number, statement) in zip(numbers, probe.read(numbers.map { rewritten[$0] })) {
                statements[number] = statement
            }
        }
        return statements.compactMap { $0 }
    }

    private static let levelsMax = 8

    /// Rewritings by how many others they lie in: those of one level do not overlap.
    private static func levels(_ rewritten: [Rewritten]) -> [[Int]] {
        let order = rewritten.indices.sorted { left, right in
            let (one, other) = (rewritten[left].range, rewritten[right].range)
            return (one.lowerBound, -one.upperBound, left)
                < (other.lowerBound, -other.upperBound, right)
        }
        var levels: [[Int]] = []
        var open: [Int] = []
        for number in order {
            let start = rewritten[number].range.lowerBound
            while let last = open.last, rewritten[last].range.upperBound <= start {
                open.removeLast()
            }
            if open.count == levels.count { levels.append([]) }
            levels[open.count].append(number)
            open.append(number)
        }
        return levels
    }

    init(_ rewritten: Rewritten, _ expression: RewrittenExpression, names: [String]) {
        what = Self.what(rewritten)
        self.names = names
        self.expression = expression
        reason = nil
    }

    init(_ rewritten: Rewritten, because reason: String) {
        what = Self.what(rewritten)
        names = []
        expression = nil
        self.reason = reason
    }

    private static func what(_ rewritten: Rewritten) -> String {
        let texts = [rewritten.before, rewritten.after].map { text in
            let tokens = SourceText(text).tokens(0..<text.utf8.count)
            return tokens.count <= 200 ? tokens : tokens.prefix(200) + "…"
        }
        return "\(rewritten.kind): \(texts[0]) became \(texts[1])"
    }
}

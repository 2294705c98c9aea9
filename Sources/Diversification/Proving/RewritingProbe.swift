import CClang

/// A unit in which each rewritten expression stands beside what it became, so that the reader says
/// of both, in their place, what their names mean and of what types they are.
struct RewritingProbe {
    let unit: ProgramUnit

    private static let mark = "((void)("

    /// Each rewriting, in the order given, as an expression over variables.
    /// - Precondition: they are in the order of the text and do not overlap.
    func read(_ rewritten: [Rewritten]) -> [RewrittenStatement] {
        guard !rewritten.isEmpty else { return [] }
        let (text, starts) = text(of: rewritten)
        var probe = self.unit
        probe.text = text
        let unit: TranslationUnit
        do throws(GenerationError) {
            unit = try TranslationUnit(probe)
        } catch {
            // One that is no C must not take the others with it.
            guard rewritten.count > 1 else {
                return [.init(rewritten[0], because: "not C: \(error.message)")]
            }
            let half = rewritten.count / 2
            return read(Array(rewritten[..<half])) + read(Array(rewritten[half...]))
        }
        defer { withExtendedLifetime(unit) {} }
        let found = pairs(in: unit, at: Set(starts))
        return zip(rewritten, starts).map { rewriting, start in
            guard let pair = found[start] else {
                return .init(rewriting, because: "unsupported: its place is not understood")
            }
            do throws(Unproved) {
                let abstraction = try ExpressionAbstraction(pair.0, becomes: pair.1, in: text)
                return .init(rewriting, abstraction.expression, names: abstraction.names)
            } catch {
                return .init(rewriting, because: error.reason)
            }
        }
    }

    /// The text, and where in it each pair begins.
    private func text(of rewritten: [Rewritten]) -> (SourceText, [Int]) {
        var bytes: [UInt8] = []
        var starts: [Int] = []
        var at = 0
        for rewriting in rewritten {
            bytes += unit.text.bytes[at..<rewriting.range.lowerBound]
            starts.append(bytes.count)
            bytes += Array("\(Self.mark)\(rewriting.before)), \(rewriting.after))".utf8)
            at = rewriting.range.upperBound
        }
        return (SourceText(bytes + unit.text.bytes[at...]), starts)
    }

    /// `(void)(before), after` in parentheses, by where it begins.
    private func pairs(in unit: TranslationUnit, at starts: Set<Int>) -> [Int: (Node, Node)] {
        var found: [Int: (Node, Node)] = [:]
        for function in unit.functions {
            function.body.walk { node in
                guard node.kind == CXCursor_ParenExpr, !node.startsInMacro,
                    starts.contains(node.range.lowerBound),
                    let comma = node.children.first, comma.kind == CXCursor_BinaryOperator,
                    comma.binaryOperator == CXBinaryOperator_Comma, comma.children.count == 2,
                    let before = comma.children[0].children.last
                else { return }
                found[node.range.lowerBound] = (before, comma.children[1])
            }
        }
        return found
    }
}

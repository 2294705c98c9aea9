import CClang

/// Puts neighbouring variables at file scope in another order.
///
/// Refuses: variables with attributes (a section's order can be seen), with a type defined in
/// their declaration, from macros; a variable that names another stays behind it; nothing crosses
/// another kind of declaration or a preprocessor line.
///
/// Sound because initialisers at file scope are constants, so only names order them; addresses
/// of different objects have no order that a correct program can see.
package struct ReorderGlobals: Transform {
    package let name = "ReorderGlobals"

    package init() {}

    package func plan(_ program: Program, _ random: inout SeededGenerator) -> Plan {
        var plan = Plan()
        guard !program.facts.isTiedToLines else { return plan }
        for run in runs(program) where run.count > 1 {
            let order = random.order(of: run.count) { earlier, later in
                !run[earlier].declares.isDisjoint(with: run[later].mentions)
                    || !run[later].declares.isDisjoint(with: run[earlier].mentions)
            }
            plan.permute(run.map(\.range), order)
        }
        return plan
    }

    private struct Slot {
        let range: Range<Int>
        let declares: Set<String>
        let mentions: Set<String>
    }

    private func runs(_ program: Program) -> [[Slot]] {
        let source = program.source
        let groups = program.unit.topLevel.filter(\.isInMainFile).groupedByStart
        var runs: [[Slot]] = [[]]
        var previousEnd = 0
        for (position, group) in groups.enumerated() {
            let start = group[0].range.lowerBound
            let next =
                position + 1 < groups.count
                ? groups[position + 1][0].range.lowerBound : source.bytes.count
            let last = group.map(\.range.upperBound).max() ?? start
            let end = source.endOfStatement(endingAt: last, limit: next)
            guard let end, end <= next, start >= previousEnd, group.allSatisfy(isPlain),
                !source.hasDirective(start..<end)
            else {
                runs.append([])
                previousEnd = max(previousEnd, end ?? last)
                continue
            }
            if !source.isBlank(previousEnd..<start) { runs.append([]) }
            runs[runs.count - 1].append(
                Slot(
                    range: start..<end,
                    declares: Set(group.compactMap { $0.declaration?.name }),
                    mentions: source.identifiers(start..<end)))
            previousEnd = end
        }
        return runs
    }

    private func isPlain(_ node: Node) -> Bool {
        node.kind == CXCursor_VarDecl && !node.startsInMacro
            && !node.children.contains { $0.isAttribute || clang_isDeclaration($0.kind) != 0 }
    }
}

extension [Node] {
    /// Neighbours that start at one byte: `int a, b;` declares two things with one text.
    var groupedByStart: [[Node]] {
        var groups: [[Node]] = []
        for node in self {
            if let last = groups.last, last[0].range.lowerBound == node.range.lowerBound {
                groups[groups.count - 1].append(node)
            } else {
                groups.append([node])
            }
        }
        return groups
    }
}

import CClang

/// Puts the statements of every block in another order that respects their dependences.
///
/// Refuses: statements not fully understood, volatile and atomic accesses, calls of functions
/// outside the file (a short list of the C library's apart), `asm`, labels, `goto`, `return`, and
/// `break` or `continue` that leave the statement; they stay, and nothing crosses them. Statements
/// that share a macro expansion stay too.
///
/// Sound because two neighbours change places only if neither writes what the other may read or
/// write and neither declares a name that the other says; between barriers control runs straight
/// through, so any topological order of what remains computes the same values. Floating-point
/// expressions move with their statement and are never rewritten.
package struct ReorderIndependentStatements: Transform {
    package let name = "ReorderIndependentStatements"

    package init() {}

    package func plan(_ program: Program, _ random: inout SeededGenerator) -> Plan {
        var plan = Plan()
        guard !program.facts.isTiedToLines else { return plan }
        for function in program.unit.functions where function.node.isInMainFile {
            function.body.walk { node in
                guard node.kind == CXCursor_CompoundStmt, !node.startsInMacro else { return }
                for run in runs(of: node, program) {
                    let order = random.order(of: run.slots.count) { earlier, later in
                        !program.facts.areIndependent(run.effects[earlier], run.effects[later])
                    }
                    plan.permute(run.slots, order)
                }
            }
        }
        return plan
    }

    private struct Run {
        var slots: [Range<Int>] = []
        var effects: [Effects] = []
    }

    /// The longest stretches of movable statements.
    private func runs(of block: Node, _ program: Program) -> [Run] {
        var runs = [Run()]
        let children = block.children
        var previousEnd = block.range.lowerBound + 1
        for (position, child) in children.enumerated() {
            let next =
                position + 1 < children.count
                ? children[position + 1].range.lowerBound : block.range.upperBound - 1
            let end = program.source.endOfStatement(endingAt: child.range.upperBound, limit: next)
            guard let end, isSeparate(child, after: previousEnd, end: end, next: next, program)
            else {
                runs.append(Run())
                previousEnd = max(previousEnd, end ?? child.range.upperBound)
                continue
            }
            let slot = child.range.lowerBound..<end
            let effects = program.facts.effects(of: child, text: slot)
            let gap = previousEnd..<child.range.lowerBound
            // A pragma may be about the statement after it: that one stays.
            if effects.isMovable, program.source.isBlank(gap) {
                runs[runs.count - 1].slots.append(slot)
                runs[runs.count - 1].effects.append(effects)
            } else {
                runs.append(Run())
            }
            previousEnd = end
        }
        return runs.filter { $0.slots.count > 1 }
    }

    /// The statement's text is its own: no macro, neighbour or preprocessor line shares it.
    private func isSeparate(
        _ child: Node, after previousEnd: Int, end: Int, next: Int, _ program: Program
    ) -> Bool {
        guard child.isInMainFile, previousEnd <= child.range.lowerBound, end <= next,
            !program.source.hasDirective(child.range.lowerBound..<end)
        else { return false }
        return !child.startsInMacro
    }
}

import CClang

/// Puts the cases of a `switch` in another order.
///
/// Cases between which control may fall through stay together as one group. What the last group
/// does at its end, which is to leave the `switch`, becomes a `break`.
///
/// Refuses: a `switch` whose body declares something outside inner blocks, does not start with a
/// label, stems from a macro or holds preprocessor lines.
///
/// Sound because control enters a `switch` only by labels, whose values are different, and never
/// passes from one group to the next: a group's place cannot be seen. Without declarations in the
/// body no scope begins between groups.
package struct ReorderCases: Transform {
    package let name = "ReorderCases"

    package init() {}

    package func plan(_ program: Program, _ random: inout SeededGenerator) -> Plan {
        var plan = Plan()
        guard !program.facts.isTiedToLines else { return plan }
        for function in program.unit.functions where function.node.isInMainFile {
            function.body.eachStatement { node, _ in
                guard node.kind == CXCursor_SwitchStmt, let body = node.substatements.first,
                    let groups = groups(of: body, program), groups.count > 1
                else { return }
                let order = random.permutation(of: groups.count)
                guard order != Array(groups.indices) else { return }
                if let last = groups.last, !last.endsInJump, program.rules.lastCaseLeaves {
                    plan.edits.append(.wrap(last.range, before: "", after: " break;"))
                }
                plan.permute(groups.map(\.range), order)
            }
        }
        return plan
    }

    private struct Group {
        var range: Range<Int>
        var endsInJump: Bool
    }

    private func groups(of body: Node, _ program: Program) -> [Group]? {
        let source = program.source
        guard body.kind == CXCursor_CompoundStmt, body.slot(in: source) != nil else { return nil }
        var groups: [Group] = []
        var previousEnd = body.range.lowerBound + 1
        for child in body.children {
            guard let slot = child.slot(in: source), !declares(child),
                previousEnd <= slot.lowerBound, source.isBlank(previousEnd..<slot.lowerBound)
            else { return nil }
            let isLabelled = child.kind == CXCursor_CaseStmt || child.kind == CXCursor_DefaultStmt
            let isEntered =
                !(groups.last?.endsInJump ?? true) && program.rules.fallThroughBinds
            if isLabelled, !isEntered {
                groups.append(Group(range: slot, endsInJump: child.endsInJump))
            } else if let last = groups.last {
                groups[groups.count - 1] = Group(
                    range: last.range.lowerBound..<slot.upperBound, endsInJump: child.endsInJump)
            } else {
                return nil
            }
            previousEnd = slot.upperBound
        }
        return groups
    }

    /// Whether a label may stand before a declaration here is the compiler's business.
    private func declares(_ node: Node) -> Bool {
        switch node.kind {
        case CXCursor_DeclStmt: true
        case CXCursor_CaseStmt, CXCursor_DefaultStmt, CXCursor_LabelStmt:
            node.children.last.map(declares) ?? true
        default: false
        }
    }
}

import CClang

/// A statement is missing: an assignment, a call, a jump, or a whole branch, loop or choice (SDL).
///
/// Refuses: declarations; the last statement of a function that returns a value; what holds labels
/// that others jump to. Missing `break` and missing first values are operators of their own.
package struct DeleteStatement: MutationOperator {
    package let name = "DeleteStatement"
    package let summary = "a statement becomes `;`"

    package init() {}

    package func sites(in program: Program) -> [Mutation] {
        var initial: Set<Range<Int>> = []
        for function in program.mutableFunctions {
            for statement in DropInitialisation.firstAssignments(in: function, program) {
                initial.insert(statement.range)
            }
        }
        var found: [Mutation] = []
        program.eachMutableStatement { function, statement, parent in
            guard isDeletable(statement, in: function), !initial.contains(statement.range),
                !isPartOfLoop(statement, parent, program.source),
                let slot = statement.slot(in: program.source)
            else { return }
            found.append(Mutation(slot, [.text(";")], in: function.declaration.name))
        }
        return found
    }

    private func isDeletable(_ statement: Node, in function: FunctionDefinition) -> Bool {
        switch statement.kind {
        case CXCursor_ContinueStmt, CXCursor_GotoStmt: return true
        case CXCursor_ReturnStmt:
            return statement.children.isEmpty
                || function.body.children.last?.range != statement.range
        case CXCursor_IfStmt, CXCursor_WhileStmt, CXCursor_DoStmt, CXCursor_ForStmt:
            return !Self.holdsLabel(statement, ofSwitch: true)
        case CXCursor_SwitchStmt:
            return !statement.substatements.contains { Self.holdsLabel($0, ofSwitch: false) }
        default: return statement.isExpression && statement.kind != CXCursor_StmtExpr
        }
    }

    /// An `else if` may go; what stands between the parentheses of `for` is no statement.
    private func isPartOfLoop(_ statement: Node, _ parent: Node?, _ source: SourceText) -> Bool {
        guard let parent, statement.isExpression else { return false }
        return parent.kind == CXCursor_ForStmt && parent.children.last?.range != statement.range
    }

    private static func holdsLabel(_ node: Node, ofSwitch: Bool) -> Bool {
        switch node.kind {
        case CXCursor_LabelStmt: true
        case CXCursor_CaseStmt, CXCursor_DefaultStmt:
            ofSwitch || node.substatements.contains { holdsLabel($0, ofSwitch: ofSwitch) }
        case CXCursor_SwitchStmt:
            node.substatements.contains { holdsLabel($0, ofSwitch: false) }
        default: node.substatements.contains { holdsLabel($0, ofSwitch: ofSwitch) }
        }
    }
}

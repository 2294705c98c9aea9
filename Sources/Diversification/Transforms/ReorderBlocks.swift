import CClang

/// Puts the statements of a block, and an arm of an `if` among them, in another order in the
/// text; labels and `goto` keep the order in which they run.
///
/// Refuses: functions with arrays of variable length or pointers to such, variables with
/// `cleanup`, `asm`, computed jumps, functions of their own or anything that is no known
/// statement; statement expressions; blocks with labels of cases; text from macros or around
/// preprocessor lines.
///
/// Sound because only what follows a block's last declaration moves, and arms that do not say what
/// is declared behind them, so every name means what it meant; a jump over declarations stays in
/// their block; and whatever is moved ends in a jump to what followed it.
package struct ReorderBlocks: Transform {
    package let name = "ReorderBlocks"

    package init() {}

    package func plan(_ program: Program, _ random: inout SeededGenerator) -> Plan {
        var plan = Plan()
        guard !program.facts.isTiedToLines else { return plan }
        var names = NewNames(program.unit.words)
        for function in program.unit.functions
        where function.node.isInMainFile && isUnderstood(function.body, program) {
            function.body.eachStatement { node, parent in
                guard node.kind == CXCursor_CompoundStmt, parent?.kind != CXCursor_SwitchStmt,
                    random.next(below: 2) == 0,
                    var blocks = MovableBlocks(of: node, program)
                else { return }
                blocks.choose(&random, &names)
                blocks.addEdits(to: &plan)
            }
        }
        return plan
    }

    private func isUnderstood(_ body: Node, _ program: Program) -> Bool {
        !body.contains { node in
            switch node.kind {
            case CXCursor_AsmStmt, CXCursor_GCCAsmStmt, CXCursor_MSAsmStmt, CXCursor_UnexposedStmt,
                CXCursor_IndirectGotoStmt, CXCursor_AddrLabelExpr, CXCursor_FunctionDecl,
                CXCursor_UnexposedDecl:
                true
            // No jump may lead past them: not at all, or what was never made is cleaned up.
            case CXCursor_VarDecl:
                node.type.isVariablyModified || node.hasAttribute("cleanup", in: program.source)
            case CXCursor_TypedefDecl:
                clang_getTypedefDeclUnderlyingType(node.cursor).isVariablyModified
            default: false
            }
        }
    }
}

import CClang

/// A copy of a loop's body in which `break` and `continue` are jumps by label.
struct LoopCopy {
    /// In braces.
    let text: String
    /// Where `continue` goes, to stand right after the copy; empty when nothing goes there.
    let continueLabel: String
    /// Where `break` goes; empty when nothing goes there.
    let breakLabel: String

    /// - Parameter leavesByLabel: the copy is outside of any loop of its own.
    init(
        of loop: LoopText, leavesByLabel: Bool, _ program: Program, _ names: inout NewNames
    ) {
        let source = program.source
        var text = ""
        var at = loop.bodyRange.lowerBound
        var continueLabel = ""
        var breakLabel = ""
        let jumps = program.rules.jumpsFollowTheirLoop ? loop.node.jumpsOfLoop : []
        for jump in jumps {
            let isBreak = jump.kind == CXCursor_BreakStmt
            if isBreak, !leavesByLabel { continue }
            if isBreak, breakLabel.isEmpty { breakLabel = names.next("out") }
            if !isBreak, continueLabel.isEmpty { continueLabel = names.next("next") }
            text += source.text(at..<jump.range.lowerBound)
            text += "goto \(isBreak ? breakLabel : continueLabel)"
            at = jump.range.upperBound
        }
        text += source.text(at..<loop.bodyRange.upperBound)
        self.text = loop.body.kind == CXCursor_CompoundStmt ? text : "{ \(text) }"
        self.continueLabel = continueLabel.isEmpty ? "" : " \(continueLabel):;"
        self.breakLabel = breakLabel.isEmpty ? "" : " \(breakLabel):;"
    }
}

extension Node {
    /// Whether the text may stand twice in a function: it defines no label, no lasting variable
    /// and no type, and all of it is understood.
    func isCopyable(_ rules: SoundnessRules) -> Bool {
        switch kind {
        case CXCursor_LabelStmt, CXCursor_StmtExpr, CXCursor_AddrLabelExpr,
            CXCursor_IndirectGotoStmt, CXCursor_AsmStmt, CXCursor_GCCAsmStmt,
            CXCursor_MSAsmStmt, CXCursor_UnexposedStmt:
            return false
        case CXCursor_BreakStmt, CXCursor_ContinueStmt:
            return !startsInMacro && range.count == (kind == CXCursor_BreakStmt ? 5 : 8)
        case CXCursor_VarDecl:
            guard !type.isVariableArray, let variable = declaration else { return false }
            if variable.isPersistent, rules.copiesShareNoState { return false }
        case CXCursor_CallExpr:
            let name = children.first?.bare.declaration?.name ?? ""
            if ["setjmp", "_setjmp", "sigsetjmp", "__sigsetjmp", "vfork"].contains(name) {
                return false
            }
        default:
            if clang_isDeclaration(kind) != 0 { return false }
        }
        return children.allSatisfy { $0.isCopyable(rules) }
    }

    /// Labels of a `switch` that the statement is inside of.
    var hasOpenCases: Bool {
        switch kind {
        case CXCursor_CaseStmt, CXCursor_DefaultStmt: true
        case CXCursor_SwitchStmt: false
        default: substatements.contains(where: \.hasOpenCases)
        }
    }
}

import CClang

extension Node {
    /// The expressions that running this very statement evaluates, those of statements inside
    /// it apart; neither labels of cases nor sizes nor initialisers that must be constant.
    func evaluated(in program: Program) -> [Node] {
        switch kind {
        case CXCursor_IfStmt, CXCursor_WhileStmt, CXCursor_SwitchStmt:
            return Array(children.prefix(1))
        case CXCursor_DoStmt: return Array(children.dropFirst())
        case CXCursor_ForStmt:
            return children.dropLast().flatMap { child in
                child.isExpression ? [child] : child.evaluated(in: program)
            }
        case CXCursor_ReturnStmt: return children
        case CXCursor_DeclStmt: return children.compactMap(\.initialiser)
        default: return isExpression ? [self] : []
        }
    }

    /// What a variable that lives in a block starts with; nil for one that is static.
    private var initialiser: Node? {
        guard kind == CXCursor_VarDecl, let variable = declaration, !variable.isPersistent
        else { return nil }
        let cursor = clang_Cursor_getVarDeclInitializer(cursor)
        return children.first { clang_equalCursors($0.cursor, cursor) != 0 }
    }

    /// Calls `visit` on this expression and the operands inside it that are understood.
    func eachOperand(_ visit: (Node) -> Void) {
        eachOperand(path: []) { node, _ in visit(node) }
    }

    /// The same with what each of them is a part of, outermost first.
    func eachOperand(path: [Node], _ visit: (_ operand: Node, _ path: [Node]) -> Void) {
        visit(self, path)
        let inside = path + [self]
        switch kind {
        case CXCursor_ParenExpr, CXCursor_ConditionalOperator, CXCursor_BinaryOperator,
            CXCursor_CompoundAssignOperator, CXCursor_UnaryOperator,
            CXCursor_ArraySubscriptExpr, CXCursor_MemberRefExpr, CXCursor_InitListExpr,
            CXCursor_CStyleCastExpr:
            for child in children where child.isExpression {
                child.eachOperand(path: inside, visit)
            }
        case CXCursor_CallExpr where !isBuiltinCall:
            for child in children { child.eachOperand(path: inside, visit) }
        default: implicitlyConverted?.eachOperand(path: inside, visit)
        }
    }

    /// Such a call may want constants.
    var isBuiltinCall: Bool {
        children.first?.bare.declaration?.name.hasPrefix("__builtin_") ?? false
    }

    /// Compilers disagree about the type of a wide bit-field's value.
    var isBitField: Bool {
        guard kind == CXCursor_MemberRefExpr, let field = declaration else { return false }
        return clang_Cursor_isBitField(field.cursor) != 0
    }
}

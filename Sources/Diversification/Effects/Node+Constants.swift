import CClang

extension Node {
    /// The value of an integer literal or enumeration constant.
    var constant: Int64? {
        let node = bare
        if node.kind == CXCursor_DeclRefExpr, let named = node.declaration,
            named.kind == CXCursor_EnumConstantDecl
        {
            return clang_getEnumConstantDeclValue(named.cursor)
        }
        guard node.kind == CXCursor_IntegerLiteral,
            let result = clang_Cursor_Evaluate(node.cursor)
        else { return nil }
        defer { clang_EvalResult_dispose(result) }
        guard clang_EvalResult_getKind(result) == CXEval_Int else { return nil }
        return clang_EvalResult_getAsLongLong(result)
    }

    /// Whether this `sizeof` or `_Alignof` is a number that the compiler knows: nothing is read
    /// or changed for it.
    var isConstantSize: Bool {
        guard let result = clang_Cursor_Evaluate(cursor) else { return false }
        defer { clang_EvalResult_dispose(result) }
        return clang_EvalResult_getKind(result) == CXEval_Int
    }

    /// Whether this very node declares a type: in `sizeof` and casts, too, its names hold to the
    /// end of the block.
    var definesType: Bool {
        [CXCursor_StructDecl, CXCursor_UnionDecl, CXCursor_EnumDecl].contains(kind)
    }

    /// Whether this very node may have another value at another time.
    var mayVary: Bool {
        switch kind {
        case CXCursor_DeclRefExpr: declaration?.isVariable ?? false
        default: mayChange
        }
    }

    /// Whether this very node may change something when evaluated.
    var mayChange: Bool {
        switch kind {
        case CXCursor_CallExpr, CXCursor_CompoundAssignOperator, CXCursor_StmtExpr: true
        case CXCursor_BinaryOperator: binaryOperator == CXBinaryOperator_Assign
        case CXCursor_UnaryOperator:
            [
                CXUnaryOperator_PostInc, CXUnaryOperator_PostDec, CXUnaryOperator_PreInc,
                CXUnaryOperator_PreDec,
            ].contains(unaryOperator)
        default: false
        }
    }
}

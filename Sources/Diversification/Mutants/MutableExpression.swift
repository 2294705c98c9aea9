import CClang

/// An expression that the program evaluates, with what it is a part of.
struct MutableExpression {
    let program: Program
    /// Nil at file scope.
    let function: FunctionDefinition?
    /// What evaluates it; a declaration at file scope.
    let statement: Node
    let node: Node
    /// What it is a part of, outermost first, implicit conversions included.
    let path: [Node]

    var source: SourceText { program.source }

    /// What it is directly a part of; nil for a whole expression.
    var parent: Node? { path.last { $0.implicitlyConverted == nil } }

    /// An expression of any precedence but a comma's can stand here without parentheses.
    var isEnclosed: Bool {
        guard let parent else { return true }
        switch parent.kind {
        case CXCursor_ParenExpr, CXCursor_InitListExpr: return true
        case CXCursor_CallExpr, CXCursor_ArraySubscriptExpr:
            return node.range.lowerBound > parent.range.lowerBound
        case CXCursor_BinaryOperator:
            return parent.binaryOperator == CXBinaryOperator_Assign
                && node.range.lowerBound > parent.range.lowerBound
        case CXCursor_CompoundAssignOperator:
            return node.range.lowerBound > parent.range.lowerBound
        default: return false
        }
    }

    /// The mutation of the whole expression, with parentheses where they are needed.
    func mutation(_ pieces: [Mutation.Piece], isOpen: Bool = false) -> Mutation {
        let isWrapped = isOpen && !isEnclosed
        let whole = isWrapped ? [.text("(")] + pieces + [.text(")")] : pieces
        return Mutation(
            node.range, whole, in: function?.declaration.name,
            claim: MutationClaim(self)?.claim(replacing: node.range, with: whole))
    }
}

extension Program {
    /// Functions whose text is the program's own.
    var mutableFunctions: [FunctionDefinition] {
        unit.functions.filter { $0.body.isInMainFile && !$0.body.startsInMacro }
    }

    /// Every statement that has text of its own, outermost first.
    func eachMutableStatement(
        _ visit: (_ function: FunctionDefinition, _ statement: Node, _ parent: Node?) -> Void
    ) {
        for function in mutableFunctions {
            function.body.eachStatement { visit(function, $0, $1) }
        }
    }

    /// Every expression that is evaluated while a function runs; no labels of cases, no sizes, no
    /// arguments of built-in functions, nothing that a macro of the system made.
    func eachMutableExpression(_ visit: (MutableExpression) -> Void) {
        eachMutableStatement { function, statement, _ in
            for root in statement.evaluated(in: self) {
                root.eachOperand(path: []) { node, path in
                    guard node.isInMainFile, node.implicitlyConverted == nil else { return }
                    visit(
                        MutableExpression(
                            program: self, function: function, statement: statement, node: node,
                            path: path))
                }
            }
        }
    }

    /// Every operand in the initialiser of a variable that lives as long as the program.
    func eachConstantInitialiser(_ visit: (MutableExpression) -> Void) {
        for top in unit.topLevel where top.kind == CXCursor_VarDecl {
            initialiser(of: top, in: nil, visit)
        }
        eachMutableStatement { function, statement, _ in
            guard statement.kind == CXCursor_DeclStmt else { return }
            for variable in statement.children where variable.declaration?.isPersistent == true {
                initialiser(of: variable, in: function, visit)
            }
        }
    }

    private func initialiser(
        of variable: Node, in function: FunctionDefinition?, _ visit: (MutableExpression) -> Void
    ) {
        let cursor = clang_Cursor_getVarDeclInitializer(variable.cursor)
        let value = variable.children.first { clang_equalCursors($0.cursor, cursor) != 0 }
        value?.eachOperand(path: []) { node, path in
            guard node.isInMainFile, node.implicitlyConverted == nil else { return }
            visit(
                MutableExpression(
                    program: self, function: function, statement: variable, node: node, path: path))
        }
    }
}

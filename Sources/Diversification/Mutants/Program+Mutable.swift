import CClang

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

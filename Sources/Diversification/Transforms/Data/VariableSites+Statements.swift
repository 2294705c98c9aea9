import CClang

extension VariableSites {
    func statement(_ node: Node) {
        switch node.kind {
        case CXCursor_NullStmt, CXCursor_BreakStmt, CXCursor_ContinueStmt, CXCursor_GotoStmt: break
        case CXCursor_CompoundStmt: block(node)
        case CXCursor_IfStmt, CXCursor_WhileStmt, CXCursor_DoStmt:
            for child in node.children { statement(child) }
        case CXCursor_ForStmt:
            scopes.append([:])
            for (position, child) in node.children.enumerated() {
                let isStep = node.children.count == 4 && position == 2
                if isStep { expression(child, isDiscarded: true) } else { statement(child) }
            }
            scopes.removeLast()
        case CXCursor_SwitchStmt:
            switches.append(scopes.count)
            for child in node.children { statement(child) }
            switches.removeLast()
        case CXCursor_CaseStmt, CXCursor_DefaultStmt, CXCursor_LabelStmt: labelled(node)
        case CXCursor_ReturnStmt: returning(node)
        case CXCursor_DeclStmt: locals(node)
        default:
            if node.isExpression {
                expression(node)
            } else {
                refuseAll(node, "unknown statement")
            }
        }
    }

    private func block(_ node: Node) {
        scopes.append([:])
        for child in node.children {
            if child.isExpression {
                expression(child, isDiscarded: true)
            } else {
                statement(child)
            }
        }
        if let function, node === function.body, function.declaration.name == "main",
            node.children.last?.kind != CXCursor_ReturnStmt
        {
            sites.append(.end(offset: node.range.upperBound - 1, visible: visible))
        }
        scopes.removeLast()
    }

    private func locals(_ node: Node) {
        // One statement is one declaration, however many names it declares.
        guard node.children.allSatisfy({ $0.kind == CXCursor_VarDecl }) else {
            for child in node.children { refuseAll(child, "declared with a type") }
            return
        }
        declare(node.children)
    }

    private func labelled(_ node: Node) {
        for child in node.children.dropLast() { refuseAll(child, "label") }
        let outer = node.kind == CXCursor_LabelStmt ? 1 : switches.last ?? 1
        for scope in scopes[outer...] {
            for case let id? in scope.values { jumpedOver.insert(id) }
        }
        if node.kind == CXCursor_LabelStmt {
            if let function { hasLabels.insert(function.declaration.id) }
        }
        if let last = node.children.last { statement(last) }
    }

    private func returning(_ node: Node) {
        guard let value = node.children.first else { return }
        if function?.declaration.name == "main" {
            sites.append(.output(value, visible: visible))
        }
        expression(value)
    }
}

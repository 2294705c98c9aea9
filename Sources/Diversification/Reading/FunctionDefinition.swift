import CClang

/// A function with its body.
struct FunctionDefinition {
    let node: Node
    let declaration: Declaration
    let body: Node
}

extension TranslationUnit {
    /// Every function defined in the file or its own headers, in order.
    var functions: [FunctionDefinition] {
        topLevel.compactMap { node in
            guard node.kind == CXCursor_FunctionDecl, let declaration = node.declaration,
                let body = node.children.last, body.kind == CXCursor_CompoundStmt
            else { return nil }
            return FunctionDefinition(node: node, declaration: declaration, body: body)
        }
    }
}

extension TranslationUnit {
    /// External functions and variables that the unit defines.
    var externalDefinitions: Set<String> {
        var names = Set(functions.map(\.declaration).filter(\.isExternal).map(\.name))
        for node in topLevel where node.kind == CXCursor_VarDecl {
            guard let variable = node.declaration, variable.isExternal,
                clang_Cursor_getStorageClass(node.cursor) != CX_SC_Extern
                    || node.children.contains(where: \.isExpression)
            else { continue }
            names.insert(variable.name)
        }
        return names
    }
}

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

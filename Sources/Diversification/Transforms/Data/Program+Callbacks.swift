import CClang

extension Program {
    /// Whether this unit refers to one of the names, or another says it.
    func names(anyOf names: [String]) -> Bool {
        names.contains(where: isNamedElsewhere)
            || unit.declarations.contains { names.contains($0.name) }
    }

    /// The variables that functions write which something outside of the unit may call.
    ///
    /// That is what is named without being called, named by another unit, or has the name of a
    /// function of the C library.
    var writesOfCallbacks: Set<Int> {
        var named: Set<Int> = []
        for top in unit.topLevel { gather(top, into: &named) }
        let system = Set(unit.declarations.filter(\.isInSystemHeader).map(\.name))
        for function in unit.functions where function.declaration.isExternal {
            let name = function.declaration.name
            if isNamedElsewhere(name) || system.contains(name) {
                named.insert(function.declaration.id)
            }
        }
        for function in unit.functions where function.node.children.contains(where: \.isAttribute) {
            named.insert(function.declaration.id)
        }
        var written: Set<Int> = []
        for function in named {
            for place in facts.summaries[function]?.writes ?? [] {
                if case .variable(let id) = place.root { written.insert(id) }
            }
        }
        return written
    }

    private func gather(_ node: Node, into named: inout Set<Int>) {
        var children = node.children[...]
        if node.kind == CXCursor_CallExpr, let callee = children.first,
            callee.bare.kind == CXCursor_DeclRefExpr
        {
            children = children.dropFirst()
        }
        if node.kind == CXCursor_DeclRefExpr, let function = node.declaration,
            function.kind == CXCursor_FunctionDecl
        {
            named.insert(function.id)
        }
        for child in children { gather(child, into: &named) }
    }
}

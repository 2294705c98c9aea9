extension MachineChecker {
    /// Words of B that name constructs which are not read; they may be declared as names, too.
    private static let unread: [String: String] = [
        "REAL": "reals", "FLOAT": "reals", "floor": "reals", "ceiling": "reals", "real": "reals",
        "tree": "trees", "btree": "trees", "const": "trees", "top": "trees", "sons": "trees",
        "prefix": "trees", "postfix": "trees", "sizet": "trees", "mirror": "trees",
        "rank": "trees", "father": "trees", "son": "trees", "subtree": "trees",
        "arity": "trees", "bin": "trees", "left": "trees", "right": "trees", "infix": "trees",
    ]

    func type(
        of name: Name, _ node: SyntaxTree.Node, in instance: Instance, _ clause: TokenKind
    ) -> TypeID {
        switch instance.scope[name] {
        case .symbol(let slot):
            if symbols[slot].role == .variable { checkReadable(name, node, in: instance, clause) }
            return symbols[slot].type
        case .set(let set): return types.power(given(set))
        case .element(let set, _): return given(set)
        case nil:
            refuseUnknown(name, node, in: instance)
            return types.unknown()
        }
    }

    private func checkReadable(
        _ name: Name, _ node: SyntaxTree.Node, in instance: Instance, _ clause: TokenKind
    ) {
        switch clause {
        case .properties, .constraints, .sets, .values, .includes, .imports, .extends:
            refuse(
                node.span,
                "clause \(clause.rawValue) cannot read variable '\(names[name])'"
                    + mention(node, in: instance))
        default: return
        }
    }

    private func refuseUnknown(_ name: Name, _ node: SyntaxTree.Node, in instance: Instance) {
        let text = names[name]
        guard reported.insert("\(instance.syntax.file) \(text)").inserted else { return }
        if let construct = Self.unread[text] {
            diagnostics.append(.unsupported(node.span, "\(construct) ('\(text)')"))
            return
        }
        if instance.callable[name] != nil
            || instance.operationIndices[name] != nil
        {
            return refuse(node.span, "'\(text)' is an operation, not a value")
        }
        let locals = Set(instance.syntax.locals.map(\.name))
        let known = (Array(instance.scope.keys) + locals).map { names[$0] }
        refuse(
            node.span, "unknown identifier '\(text)'" + mention(node, in: instance),
            hint: NearName.hint(for: text, among: known.sorted()))
    }
}

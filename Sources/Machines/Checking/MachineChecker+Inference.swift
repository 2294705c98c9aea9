extension MachineChecker {
    /// Gives every node of a machine a type, and every free name a meaning. One pass, since
    /// children have lower numbers.
    func infer(_ instance: Instance) {
        let tree = instance.syntax.tree
        instance.types = [TypeID](repeating: .boolean, count: tree.nodes.count)
        findWritesOfLocalOperations(instance)
        for region in instance.syntax.regions {
            for node in region.nodes {
                infer(NodeID(node), tree.nodes[node], in: instance, region.clause)
            }
        }
        for (slot, value) in instance.equations {
            expect(value, symbols[slot].type, in: instance)
        }
        for valuation in instance.syntax.values { infer(valuation, in: instance) }
        settlePending()
        findWritesOfOperations(instance)
    }

    private func infer(_ valuation: MachineSyntax.Valuation, in instance: Instance) {
        guard case .symbol(let slot) = instance.scope[valuation.name],
            symbols[slot].role == .constant
        else {
            return refuse(
                valuation.span, "'\(names[valuation.name])' is no constant and no deferred set")
        }
        instance.equations.append((slot, valuation.value))
        expect(valuation.value, symbols[slot].type, in: instance)
    }

    private func infer(
        _ id: NodeID, _ node: SyntaxTree.Node, in instance: Instance, _ clause: TokenKind
    ) {
        switch node.form.sort {
        case .expression:
            instance.types[Int(id)] = type(id, node, in: instance, clause)
        case .predicate:
            if case .compare(let comparison, let left, let right) = node.form {
                infer(comparison, left, right, in: instance)
            }
        case .part: infer(part: id, node, in: instance)
        case .substitution: infer(substitution: id, node, in: instance)
        }
    }

    private func infer(part id: NodeID, _ node: SyntaxTree.Node, in instance: Instance) {
        switch node.form {
        case .labelled(_, let value): instance.types[Int(id)] = instance.types[Int(value)]
        case .guarded(_, let body), .valued(_, let body):
            instance.writes[id] = instance.writes[body]
            instance.settled[id] = instance.settled[body]
        default: break
        }
    }

    private func infer(
        _ comparison: Comparison, _ left: NodeID, _ right: NodeID, in instance: Instance
    ) {
        switch comparison {
        case .equal, .notEqual: expectSame(left, right, in: instance)
        case .member, .notMember:
            let set = types.power(instance.types[Int(left)])
            if !types.unify(set, instance.types[Int(right)]) {
                mismatch(left, right, in: instance, comparison.rawValue)
            }
        case .subset, .notSubset, .strictSubset, .notStrictSubset:
            expect(left, types.power(types.unknown()), in: instance)
            expectSame(left, right, in: instance)
        case .less, .lessOrEqual, .greater, .greaterOrEqual:
            expect(left, .integer, in: instance)
            expect(right, .integer, in: instance)
        }
    }

    /// Both nodes have one type.
    func expectSame(_ left: NodeID, _ right: NodeID, in instance: Instance) {
        if !types.unify(instance.types[Int(left)], instance.types[Int(right)]) {
            mismatch(left, right, in: instance, "and")
        }
    }

    private func mismatch(
        _ left: NodeID, _ right: NodeID, in instance: Instance, _ sign: String
    ) {
        let tree = instance.syntax.tree
        let first = text(instance.types[Int(left)])
        let second = text(instance.types[Int(right)])
        refuse(
            tree[left].span.joined(tree[right].span),
            "types do not fit: \(first) \(sign) \(second)" + mention(tree[right], in: instance))
    }

    /// A node has a type, or an error is told.
    func expect(_ node: NodeID, _ type: TypeID, in instance: Instance) {
        let found = instance.types[Int(node)]
        guard !types.unify(found, type) else { return }
        let entry = instance.syntax.tree[node]
        refuse(
            entry.span,
            "expected \(text(type)), found \(text(found))" + mention(entry, in: instance))
    }

    /// ` (in definition 'x')` for what came out of one.
    func mention(_ node: SyntaxTree.Node, in instance: Instance) -> String {
        var frame = node.frame
        while frame >= 0 {
            let expansion = instance.syntax.expansions[Int(frame)]
            if !expansion.isArgument { return " (in definition '\(names[expansion.definition])')" }
            frame = expansion.parent
        }
        return ""
    }

    /// Left-nested pairs of the types of bound names.
    func tuple(_ locals: LocalList, in instance: Instance) -> TypeID {
        let slots = locals.range.map { symbols[instance.slots[$0]].type }
        return tuple(slots)
    }

    func tuple(_ parts: [TypeID]) -> TypeID {
        guard var type = parts.first else { return types.unknown() }
        for part in parts.dropFirst() { type = types.pair(type, part) }
        return type
    }
}

extension MachineChecker {
    func inferCall(
        _ id: NodeID, _ name: Name, _ arguments: NodeList, _ results: NodeList,
        in instance: Instance
    ) {
        let tree = instance.syntax.tree
        guard let key = instance.callable[name] else {
            return refuseCall(name, tree[id].span, in: instance)
        }
        let callee = instances[key.instance]
        let operation = callee.operations[key.operation]
        check(
            tree[arguments], operation.syntax.inputs, "arguments", of: callee, name, id, instance)
        check(tree[results], operation.syntax.outputs, "results", of: callee, name, id, instance)
        if instance.seen.contains(key.instance), !operation.writes.isEmpty {
            refuse(
                tree[id].span,
                "cannot call '\(names[name])': its machine is only seen and it changes it",
                hint: "include or import the machine")
        }
        var writes = operation.writes
        for result in tree[results] {
            guard let slot = target(result, in: instance) else { continue }
            if !writes.insert(slot).inserted {
                refuse(tree[result].span, "'\(symbols[slot].name)' is assigned twice")
            }
        }
        instance.writes[id] = writes.isEmpty ? nil : writes
    }

    private func target(_ node: NodeID, in instance: Instance) -> Int? {
        written([node], in: instance)?.first
    }

    private func check(
        _ given: ArraySlice<NodeID>, _ wanted: LocalList, _ kind: String, of callee: Instance,
        _ name: Name, _ id: NodeID, _ instance: Instance
    ) {
        guard given.count == wanted.range.count else {
            return refuse(
                instance.syntax.tree[id].span,
                "operation '\(names[name])' has \(wanted.range.count) \(kind), found "
                    + "\(given.count)")
        }
        for (node, local) in zip(given, wanted.range) {
            expect(node, symbols[callee.slots[local]].type, in: instance)
        }
    }

    private func refuseCall(_ name: Name, _ span: SourceSpan, in instance: Instance) {
        let text = names[name]
        if instance.operationIndices[name] != nil {
            return refuse(
                span, "cannot call '\(text)': an operation calls none of its own machine")
        }
        guard instance.scope[name] == nil else {
            return refuse(span, "expected ':=', '::' or ':(' after '\(text)', it is no operation")
        }
        refuse(
            span, "unknown operation '\(text)'",
            hint: NearName.hint(
                for: text, among: instance.callable.keys.map { names[$0] }.sorted()))
    }
}

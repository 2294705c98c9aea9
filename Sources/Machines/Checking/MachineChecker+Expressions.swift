extension MachineChecker {
    /// The type of an expression whose children have theirs.
    func type(
        _ id: NodeID, _ node: SyntaxTree.Node, in instance: Instance, _ clause: TokenKind
    ) -> TypeID {
        switch node.form {
        case .identifier(let name), .before(let name):
            type(of: name, node, in: instance, clause)
        case .local(let local), .beforeLocal(let local): symbols[instance.slot(local)].type
        case .integer: .integer
        case .string: .string
        case .boolean, .truth: .boolean
        case .builtIn(let set): type(of: set)
        case .step(let local, _): typeOfStep(local, in: instance)
        case .unary(let unary, let operand): type(unary, operand, in: instance)
        case .binary(let binary, let left, let right):
            type(binary, left, right, id, in: instance)
        default: typeOfOthers(id, node, in: instance)
        }
    }

    private func typeOfStep(_ local: Int32, in instance: Instance) -> TypeID {
        _ = types.unify(symbols[instance.slot(local)].type, .integer)
        return types.relation(.integer, .integer)
    }

    private func type(of set: BuiltInSet) -> TypeID {
        switch set {
        case .INTEGER, .NATURAL, .NATURAL1, .INT, .NAT, .NAT1: types.power(.integer)
        case .BOOL: types.power(.boolean)
        case .STRING: types.power(.string)
        }
    }

    private func typeOfOthers(
        _ id: NodeID, _ node: SyntaxTree.Node, in instance: Instance
    ) -> TypeID {
        switch node.form {
        case .set(let items): return types.power(common(items, in: instance))
        case .sequence(let items): return types.sequence(common(items, in: instance))
        case .comprehension(let locals, _): return types.power(tuple(locals, in: instance))
        case .lambda(let locals, _, let value):
            return types.relation(tuple(locals, in: instance), instance.types[Int(value)])
        case .quantified(let which, _, _, let value):
            let isNumber = which == .sum || which == .product
            let type = isNumber ? .integer : types.power(types.unknown())
            expect(value, type, in: instance)
            return type
        case .apply(let function, let argument):
            return image(of: function, instance.types[Int(argument)], in: instance, "function")
        case .image(let relation, let set):
            let element = types.unknown()
            expect(set, types.power(element), in: instance)
            return types.power(image(of: relation, element, in: instance, "relation"))
        case .record(let parts): return record(parts, in: instance)
        case .recordSet(let parts): return types.power(recordOfSets(parts, in: instance))
        case .field:
            pending.append(Pending(instance: instance, node: id))
            return types.unknown()
        default: return types.unknown()
        }
    }

    private func common(_ items: NodeList, in instance: Instance) -> TypeID {
        let element = types.unknown()
        for item in instance.syntax.tree[items] { expect(item, element, in: instance) }
        return element
    }

    /// What a function or relation leads to.
    private func image(
        of relation: NodeID, _ argument: TypeID, in instance: Instance, _ kind: String
    ) -> TypeID {
        let found = instance.types[Int(relation)]
        let target = types.unknown()
        let source = types.unknown()
        let entry = instance.syntax.tree[relation]
        if !types.unify(found, types.relation(source, target)) {
            refuse(
                entry.span,
                "expected a \(kind), found \(text(found))" + mention(entry, in: instance))
        } else if !types.unify(source, argument) {
            refuse(
                entry.span,
                "this \(kind) takes \(text(source)), found \(text(argument))"
                    + mention(entry, in: instance))
        }
        return target
    }

    private func record(_ parts: NodeList, in instance: Instance) -> TypeID {
        types.make(.record(fields(parts, in: instance) { instance.types[Int($0)] }))
    }

    private func recordOfSets(_ parts: NodeList, in instance: Instance) -> TypeID {
        let fields = fields(parts, in: instance) { value in
            let element = types.unknown()
            expect(value, types.power(element), in: instance)
            return element
        }
        return types.make(.record(fields))
    }

    private func fields(
        _ parts: NodeList, in instance: Instance, _ type: (NodeID) -> TypeID
    ) -> [TypeStore.Field] {
        var fields: [TypeStore.Field] = []
        for part in instance.syntax.tree[parts] {
            guard case .labelled(let label, let value) = instance.syntax.tree[part].form else {
                continue
            }
            fields.append(TypeStore.Field(label: names[label], type: type(value)))
        }
        return fields.sorted { $0.label < $1.label }
    }
}

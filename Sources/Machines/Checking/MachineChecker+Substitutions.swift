extension MachineChecker {
    /// Types of what is assigned, and which variables a substitution writes.
    func infer(substitution id: NodeID, _ node: SyntaxTree.Node, in instance: Instance) {
        defer { settle(id, node, in: instance) }
        let tree = instance.syntax.tree
        switch node.form {
        case .assign(let targets, let values):
            for (target, value) in zip(tree[targets], tree[values]) {
                expectSame(target, value, in: instance)
                checkDepth(target, value, in: instance)
            }
            instance.writes[id] = written(tree[targets], in: instance)
        case .becomesElement(let targets, let set):
            let type = tuple(tree[targets].map { instance.types[Int($0)] })
            expect(set, types.power(type), in: instance)
            instance.writes[id] = written(tree[targets], in: instance)
        case .becomesSuchThat(let targets, _):
            instance.writes[id] = written(tree[targets], in: instance)
        case .parallel(let items): instance.writes[id] = disjoint(tree[items], in: instance)
        case .inSequence(let items), .choice(let items):
            instance.writes[id] = union(tree[items], in: instance)
        case .conditional(let arms, let otherwise), .select(let arms, let otherwise):
            instance.writes[id] = union(tree[arms] + [otherwise], in: instance)
        case .cases(let value, let arms, let otherwise):
            inferCases(value, tree[arms], in: instance)
            instance.writes[id] = union(tree[arms] + [otherwise], in: instance)
        case .precondition(_, let body), .assert(_, let body), .any(_, _, let body):
            instance.writes[id] = instance.writes[body]
        case .bind(let locals, let condition, let body):
            checkBindings(locals, condition, in: instance)
            instance.writes[id] = instance.writes[body]
        case .declare(let locals, let body):
            let own = locals.range.map { instance.slots[$0] }
            instance.writes[id] = instance.writes[body]?.subtracting(own)
        case .loop(let parts):
            let nodes = Array(tree[parts])
            instance.writes[id] = instance.writes[nodes[1]]
            if nodes[3] != noNode { expect(nodes[3], .integer, in: instance) }
        case .call(let name, let arguments, let results):
            inferCall(id, name, arguments, results, in: instance)
        default: return
        }
    }

    /// `f(x)(y) := E` becomes `f := f <+ {x |-> …}`, three levels for one.
    private func checkDepth(_ target: NodeID, _ value: NodeID, in instance: Instance) {
        let tree = instance.syntax.tree
        let depth = Int(tree[target].depth)
        if 3 * depth + max(depth, Int(tree[value].depth)) > limits.depthMax {
            refuse(tree[target].span, "nested deeper than \(limits.depthMax) levels")
        }
    }

    private func union(_ items: ArraySlice<NodeID>, in instance: Instance) -> Set<Int>? {
        var all: Set<Int> = []
        for item in items where item != noNode {
            if let writes = instance.writes[item] { all.formUnion(writes) }
        }
        return all.isEmpty ? nil : all
    }

    /// The union, with an error for what is written twice.
    private func disjoint(_ items: ArraySlice<NodeID>, in instance: Instance) -> Set<Int>? {
        var all: Set<Int> = []
        for item in items {
            guard let writes = instance.writes[item] else { continue }
            for slot in writes.intersection(all).sorted() {
                refuse(
                    instance.syntax.tree[item].span,
                    "'\(symbols[slot].name)' is written on both sides of '||'")
            }
            all.formUnion(writes)
        }
        return all.isEmpty ? nil : all
    }

    /// The variables under some targets; those that may not be assigned are errors.
    func written(_ targets: ArraySlice<NodeID>, in instance: Instance) -> Set<Int>? {
        var all: Set<Int> = []
        for target in targets {
            var base = target
            let tree = instance.syntax.tree
            walk: while true {
                switch tree[base].form {
                case .apply(let inner, _), .field(let inner, _): base = inner
                default: break walk
                }
            }
            guard let slot = assignable(base, in: instance) else { continue }
            if !all.insert(slot).inserted {
                refuse(tree[target].span, "'\(symbols[slot].name)' is assigned twice")
            }
        }
        return all.isEmpty ? nil : all
    }

    private func assignable(_ base: NodeID, in instance: Instance) -> Int? {
        let node = instance.syntax.tree[base]
        switch node.form {
        case .local(let local):
            if instance.syntax.locals[Int(local)].isAssignable { return instance.slot(local) }
            let name = names[instance.syntax.locals[Int(local)].name]
            let isInput = instance.syntax.locals[Int(local)].role == .input
            refuse(node.span, "cannot assign \(isInput ? "input" : "bound name") '\(name)'")
        case .identifier(let name):
            guard let meaning = instance.scope[name] else { return nil }
            if case .symbol(let slot) = meaning, symbols[slot].role == .variable {
                if instance.assignable.contains(slot) { return slot }
                if instance.isOnlyRefined(.symbol(slot)) {
                    refuse(
                        node.span,
                        "cannot assign '\(names[name])': the refined machine has it, and this one "
                            + "does not keep it",
                        hint: "declare it in VARIABLES, or assign this machine's own variables")
                    return nil
                }
                refuse(
                    node.span, "cannot assign '\(names[name])': it belongs to another machine",
                    hint: "call one of that machine's operations")
            } else {
                refuse(node.span, "cannot assign '\(names[name])': it is no variable")
            }
        default: refuse(node.span, "expected a variable")
        }
        return nil
    }

    private func inferCases(
        _ value: NodeID, _ arms: ArraySlice<NodeID>, in instance: Instance
    ) {
        for arm in arms {
            guard case .valued(let values, _) = instance.syntax.tree[arm].form else { continue }
            for choice in instance.syntax.tree[values] { expectSame(choice, value, in: instance) }
        }
    }

    /// `LET x, y BE x = E & y = F`: each name once, none of them in E or F.
    private func checkBindings(_ locals: LocalList, _ condition: NodeID, in instance: Instance) {
        let bindings = bindings(condition, in: instance)
        let span = instance.syntax.tree[condition].span
        guard Set(bindings.map(\.local)) == Set(locals.range.map { Int32($0) }),
            bindings.count == locals.range.count
        else {
            return refuse(
                span,
                "expected one equation 'x = E' for each name that LET binds, "
                    + "joined by '&'")
        }
        for binding in bindings where reads(binding.value, locals, in: instance) {
            refuse(
                instance.syntax.tree[binding.value].span,
                "a name that LET binds cannot be used in its equations")
        }
    }

    func bindings(
        _ condition: NodeID, in instance: Instance
    ) -> [(local: Int32, value: NodeID)] {
        var found: [(local: Int32, value: NodeID)] = []
        var open = [condition]
        while let node = open.popLast() {
            switch instance.syntax.tree[node].form {
            case .and(let left, let right): open += [right, left]
            case .compare(.equal, let left, let right):
                guard case .local(let local) = instance.syntax.tree[left].form else { return [] }
                found.append((local, right))
            default: return []
            }
        }
        return found
    }

    /// Whether an expression reads one of some bound names.
    private func reads(_ value: NodeID, _ locals: LocalList, in instance: Instance) -> Bool {
        var open = [value]
        while let node = open.popLast() {
            if case .local(let local) = instance.syntax.tree[node].form,
                locals.range.contains(Int(local))
            {
                return true
            }
            open += instance.syntax.tree.parts(of: node)
        }
        return false
    }
}

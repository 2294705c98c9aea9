extension MachineChecker {
    /// What each operation changes, for those who call it.
    func findWritesOfOperations(_ instance: Instance) {
        for (index, operation) in instance.operations.enumerated() where !operation.isLocal {
            let outputs = operation.syntax.outputs.range.map { instance.slots[$0] }
            let writes = instance.writes[operation.syntax.body] ?? []
            instance.operations[index].writes = writes.subtracting(outputs)
            warnUnassigned(operation.syntax, writes, in: instance)
            noteUnsettled(operation.syntax, in: instance)
        }
    }

    private func warnUnassigned(
        _ syntax: MachineSyntax.OperationSyntax, _ writes: Set<Int>, in instance: Instance
    ) {
        for local in syntax.outputs.range where !writes.contains(instance.slots[local]) {
            let output = instance.syntax.locals[local]
            warn(
                output.span,
                "nothing in '\(names[syntax.name])' gives output '\(names[output.name])' a value")
        }
    }

    /// Local operations call one another in any order, so what they change is found beforehand;
    /// one that calls itself is an error.
    func findWritesOfLocalOperations(_ instance: Instance) {
        let local = instance.operations.indices.filter { instance.operations[$0].isLocal }
        if local.isEmpty { return }
        var calls: [Int: Set<Int>] = [:]
        for index in local {
            let nodes = instance.operations[index].syntax.nodes
            var (writes, called) = (Set<Int>(), Set<Int>())
            for node in nodes {
                collect(instance.syntax.tree.nodes[node].form, instance, &writes, &called)
            }
            instance.operations[index].writes = writes
            calls[index] = called
        }
        for index in order(of: local, calls, in: instance) {
            for called in calls[index] ?? [] {
                instance.operations[index].writes.formUnion(instance.operations[called].writes)
            }
        }
    }

    private func collect(
        _ form: SyntaxForm, _ instance: Instance, _ writes: inout Set<Int>,
        _ called: inout Set<Int>
    ) {
        let tree = instance.syntax.tree
        switch form {
        case .assign(let targets, _), .becomesElement(let targets, _),
            .becomesSuchThat(let targets, _):
            writes.formUnion(variables(tree[targets], instance))
        case .call(let name, _, let results):
            writes.formUnion(variables(tree[results], instance))
            guard let key = instance.callable[name] else { return }
            if key.instance == instance.number {
                called.insert(key.operation)
            } else {
                writes.formUnion(instances[key.instance].operations[key.operation].writes)
            }
        default: return
        }
    }

    /// The machine's variables under some targets.
    private func variables(_ targets: ArraySlice<NodeID>, _ instance: Instance) -> Set<Int> {
        var found: Set<Int> = []
        for target in targets {
            var node = target
            while true {
                switch instance.syntax.tree[node].form {
                case .apply(let inner, _), .field(let inner, _):
                    node = inner
                    continue
                case .identifier(let name):
                    if case .symbol(let slot) = instance.scope[name] { found.insert(slot) }
                default: break
                }
                break
            }
        }
        return found
    }

    /// Called ones before those that call them.
    private func order(
        of operations: [Int], _ calls: [Int: Set<Int>], in instance: Instance
    ) -> [Int] {
        var order: [Int] = []
        var isDone: [Int: Bool] = [:]
        for first in operations {
            var open = [first]
            while let index = open.last {
                if isDone[index] != nil {
                    if isDone[index] == false { order.append(index) }
                    isDone[index] = true
                    open.removeLast()
                    continue
                }
                isDone[index] = false
                for called in (calls[index] ?? []).sorted() {
                    if isDone[called] == false {
                        let syntax = instance.operations[called].syntax
                        refuse(syntax.span, "operation '\(names[syntax.name])' calls itself")
                    } else if isDone[called] == nil {
                        open.append(called)
                    }
                }
                if open.count > limits.depthMax {
                    let syntax = instance.operations[index].syntax
                    refuse(
                        syntax.span, "more than \(limits.depthMax) operations call one another")
                    return order
                }
            }
        }
        return order
    }
}

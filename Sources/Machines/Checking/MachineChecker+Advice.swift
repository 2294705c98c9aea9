/// What is read here although B forbids it: a warning each, since other tools refuse it.
extension MachineChecker {
    func advise(_ instance: Instance) {
        guard instance.isLive else { return }
        adviseOnExtraOperations(instance)
        adviseOnSeenVariables(instance)
        adviseOnSimultaneousCalls(instance)
        if instance.syntax.kind == .implementation { adviseOnImplementation(instance) }
    }

    private func advise(_ span: SourceSpan, _ message: String) {
        warn(span, "\(message), and other tools refuse it")
    }

    private func adviseOnExtraOperations(_ instance: Instance) {
        guard let refined = instance.refined else { return }
        for operation in instance.operations
        where !operation.isLocal && refined.offered[operation.syntax.name] == nil {
            advise(
                operation.syntax.span,
                "operation '\(names[operation.syntax.name])' is none of the refined machine")
        }
    }

    private func adviseOnSeenVariables(_ instance: Instance) {
        let own = Set(instance.variables.map { Meaning.symbol($0) } + instance.exports.values)
        for region in instance.syntax.regions where region.clause == .invariant {
            var told: Set<Name> = []
            for index in region.nodes {
                let node = instance.syntax.tree.nodes[index]
                guard case .identifier(let name) = node.form,
                    case .symbol(let slot)? = instance.scope[name],
                    symbols[slot].role == .variable, !own.contains(.symbol(slot)),
                    told.insert(name).inserted
                else { continue }
                advise(
                    node.span,
                    "INVARIANT speaks of '\(names[name])', which belongs to a machine that is only "
                        + "seen")
            }
        }
    }

    /// Two operations of one included machine at once. Parts come before what they are parts of.
    private func adviseOnSimultaneousCalls(_ instance: Instance) {
        let tree = instance.syntax.tree
        var called: [NodeID: Set<Int>] = [:]
        for index in tree.nodes.indices {
            let node = NodeID(index)
            guard tree[node].form.sort == .substitution || tree[node].form.sort == .part else {
                continue
            }
            var all: Set<Int> = []
            if case .call(let name, _, _) = tree[node].form,
                let key = instance.callable[name], !instance.seen.contains(key.instance)
            {
                all = [key.instance]
            }
            for part in tree.parts(of: node) {
                let some = called[part, default: []]
                if case .parallel = tree[node].form,
                    let twice = some.intersection(all).min()
                {
                    let machine = names[instances[twice].syntax.name]
                    advise(tree[part].span, "'||' calls machine '\(machine)' twice at once")
                }
                all.formUnion(some)
            }
            if !all.isEmpty { called[node] = all }
        }
    }

    private func adviseOnImplementation(_ instance: Instance) {
        let tree = instance.syntax.tree
        let own = Set(instance.variables)
        let concrete = instances.reduce(into: Set<Int>()) { $0.formUnion($1.concrete) }
        var told: Set<String> = []
        var open = (instance.syntax.localOperations + instance.syntax.operations).map(\.body)
        open += instance.syntax.initialisation.map { [$0] } ?? []
        while let node = open.popLast() {
            switch tree[node].form {
            case .any where told.insert("ANY").inserted:
                advise(tree[node].span, "ANY stands in an IMPLEMENTATION")
            case .choice where told.insert("CHOICE").inserted:
                advise(tree[node].span, "CHOICE stands in an IMPLEMENTATION")
            case .identifier(let name):
                guard case .symbol(let slot)? = instance.scope[name],
                    symbols[slot].role == .variable, !own.contains(slot),
                    !concrete.contains(slot), isPart(slot), told.insert(names[name]).inserted
                else { break }
                advise(
                    tree[node].span,
                    "'\(names[name])' of another machine is read in an IMPLEMENTATION otherwise "
                        + "than by an operation of it")
            default: break
            }
            open += evaluated(of: node, in: tree)
        }
    }

    /// Whether a machine that is part of the whole has the variable.
    private func isPart(_ slot: Int) -> Bool {
        instances.contains { $0.isLive && $0.variables.contains(slot) }
    }
}

extension MachineChecker {
    /// Finds out which outputs a substitution gives a value; its parts come first.
    func settle(_ id: NodeID, _ node: SyntaxTree.Node, in instance: Instance) {
        let tree = instance.syntax.tree
        let found: Settled
        switch node.form {
        case .assign(let targets, _), .becomesElement(let targets, _),
            .becomesSuchThat(let targets, _), .call(_, _, let targets):
            found = Settled(always: outputs(tree[targets], instance))
        case .parallel(let items), .inSequence(let items):
            found = Settled(allOf: tree[items].compactMap { instance.settled[$0] })
        case .choice(let items): found = choice(Array(tree[items]), id, instance)
        case .select(let arms, let otherwise):
            found = choice(tree[arms] + (otherwise == noNode ? [] : [otherwise]), id, instance)
        case .conditional(let arms, let otherwise), .cases(_, let arms, let otherwise):
            found = choice(tree[arms] + [otherwise], id, instance)
        case .loop(let parts):
            found = choice([Array(tree[parts])[1], noNode], id, instance)
        case .precondition(_, let body), .assert(_, let body), .any(_, _, let body),
            .bind(_, _, let body), .declare(_, let body):
            found = instance.settled[body] ?? Settled()
        default: return
        }
        if !found.isEmpty { instance.settled[id] = found }
    }

    /// - Parameter ways: `noNode` does nothing.
    private func choice(_ ways: [NodeID], _ whole: NodeID, _ instance: Instance) -> Settled {
        let tree = instance.syntax.tree
        return Settled(
            oneOf: ways.map { way in
                guard way != noNode else { return (Settled(), tree[whole].span) }
                let settled = instance.settled[way] ?? Settled()
                switch tree[way].form {
                case .guarded(_, let body), .valued(_, let body):
                    return (settled, tree[body].span)
                default: return (settled, tree[way].span)
                }
            })
    }

    /// Outputs of the operation under some targets.
    private func outputs(_ targets: ArraySlice<NodeID>, _ instance: Instance) -> Set<Int> {
        let syntax = instance.syntax
        var found: Set<Int> = []
        for target in targets {
            var node = target
            walk: while true {
                switch syntax.tree[node].form {
                case .apply(let inner, _), .field(let inner, _): node = inner
                default: break walk
                }
            }
            if case .local(let local) = syntax.tree[node].form,
                syntax.locals[Int(local)].role == .output
            {
                found.insert(instance.slot(local))
            }
        }
        return found
    }

    /// Outputs that some way through an operation gives no value, as far as its form shows: no more
    /// than a note, since nothing says that the way is ever taken.
    func noteUnsettled(_ syntax: MachineSyntax.OperationSyntax, in instance: Instance) {
        guard let settled = instance.settled[syntax.body] else { return }
        for slot in syntax.outputs.range.map({ instance.slots[$0] }) {
            guard let place = settled.sometimes[slot] else { continue }
            note(
                place,
                "this way through '\(names[syntax.name])' gives output '\(symbols[slot].name)' no "
                    + "value")
        }
    }
}

extension MachineChecker {
    func operation(
        _ operation: Instance.Operation, _ builder: TreeBuilder, _ builders: [TreeBuilder],
        promoted: Set<Int>
    ) -> CheckedMachine.Operation? {
        let instance = builder.instance
        let syntax = operation.syntax
        guard var body = builder.substitutions[Int(syntax.body)] else { return nil }
        let inputs = builder.slots(syntax.inputs)
        let outputs = builder.slots(syntax.outputs)
        var preconditions: [Predicate] = []
        var unasked: [SourceSpan] = []
        for conjunct in operation.refined.map({ self.preconditions($0, builders) }) ?? [] {
            if readsAbstract(conjunct) {
                unasked.append(conjunct.span)
                noteUnasked(conjunct, syntax)
            } else {
                preconditions.append(conjunct)
            }
        }
        while case .precondition(let condition, let inner) = body.node {
            for conjunct in condition.conjuncts {
                if reads(conjunct, anyOf: Set(outputs)) {
                    warnOutput(conjunct, syntax)
                } else {
                    preconditions.append(conjunct)
                }
            }
            body = inner
        }
        let name = names[syntax.name]
        var made = CheckedMachine.Operation(
            name: instance.prefix.isEmpty ? name : "\(instance.prefix).\(name)", inputs: inputs,
            outputs: outputs, preconditions: preconditions, body: body, span: syntax.span,
            isOwn: instance.isLive && instance.isRoot)
        made.unasked = unasked
        made.isLocal = operation.isLocal
        made.isPromoted = !made.isOwn && promoted.contains(operation.index)
        return made
    }

    private func warnOutput(
        _ conjunct: Predicate, _ syntax: MachineSyntax.OperationSyntax
    ) {
        warn(
            conjunct.span,
            "a precondition on an output of '\(names[syntax.name])' demands nothing of the "
                + "caller: taken for its type only")
    }

    private func noteUnasked(
        _ conjunct: Predicate, _ syntax: MachineSyntax.OperationSyntax
    ) {
        note(
            conjunct.span,
            "of the refined PRE of '\(names[syntax.name])' speaks of variables that are no part of "
                + "this machine: not asked, so what fails there stays undecided")
    }

    /// What the refined operation demands.
    private func preconditions(
        _ key: OperationKey, _ builders: [TreeBuilder]
    ) -> [Predicate] {
        let instance = instances[key.instance]
        guard let builder = builders.first(where: { $0.instance === instance }) else { return [] }
        let operation = instance.operations[key.operation]
        var found = operation.refined.map { preconditions($0, builders) } ?? []
        guard var body = builder.substitutions[Int(operation.syntax.body)] else { return found }
        let outputs = Set(builder.slots(operation.syntax.outputs))
        while case .precondition(let condition, let inner) = body.node {
            found += condition.conjuncts.filter { !reads($0, anyOf: outputs) }
            body = inner
        }
        return found
    }

    func reads(_ predicate: Predicate, anyOf slots: Set<Int>) -> Bool {
        !slots.isDisjoint(with: SlotReader.slots(of: predicate))
    }
}

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
        if let refined = operation.refined {
            preconditions += self.preconditions(refined, builders, inputs: inputs)
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

    /// What the refined operation demands, as far as it can be said here.
    private func preconditions(
        _ key: OperationKey, _ builders: [TreeBuilder], inputs: [Int]
    ) -> [Predicate] {
        let instance = instances[key.instance]
        guard let builder = builders.first(where: { $0.instance === instance }) else { return [] }
        let operation = instance.operations[key.operation]
        var found: [Predicate] = []
        if let deeper = operation.refined {
            found += preconditions(deeper, builders, inputs: inputs)
        }
        guard var body = builder.substitutions[Int(operation.syntax.body)] else { return found }
        let outputs = Set(builder.slots(operation.syntax.outputs))
        while case .precondition(let condition, let inner) = body.node {
            found += condition.conjuncts.filter {
                !readsAbstract($0) && !reads($0, anyOf: outputs)
            }
            body = inner
        }
        return found
    }

    func reads(_ predicate: Predicate, anyOf slots: Set<Int>) -> Bool {
        !slots.isDisjoint(with: SlotReader.slots(of: predicate))
    }
}

extension TreeBuilder {
    mutating func substitution(_ id: NodeID, _ node: SyntaxTree.Node) -> Substitution? {
        let made: Substitution.Node?
        switch node.form {
        case .skip: made = .skip
        case .assign(let targets, let values): made = assignment(targets, values)
        case .becomesElement(let targets, let set):
            made = expression(set).map { .becomesElement(slots(of: targets), $0) }
        case .becomesSuchThat(let targets, let condition):
            made = predicates[Int(condition)].map { .becomesSuchThat(slots(of: targets), $0) }
        case .parallel(let items): made = substitutions(items).map { .parallel($0) }
        case .inSequence(let items): made = substitutions(items).map { .sequence($0) }
        case .choice(let items): made = substitutions(items).map { .choice($0) }
        case .precondition(let condition, let body):
            made = conditioned(condition, body) { .precondition($0, $1) }
        case .assert(let condition, let body):
            made = conditioned(condition, body) { condition, body in
                checker.askable(condition, in: instance).map { .assert($0, body) } ?? body.node
            }
        case .any(let locals, let condition, let body):
            let slots = slots(locals)
            made = conditioned(condition, body) { .any(slots, $0, $1) }
        default: made = other(id, node)
        }
        return made.map { Substitution($0, node.span) }
    }

    private mutating func other(_ id: NodeID, _ node: SyntaxTree.Node) -> Substitution.Node? {
        switch node.form {
        case .conditional(let arms, let otherwise):
            return guarded(arms).map {
                .conditional(
                    $0.map { (condition: $0.0, body: $0.1) }, otherwise: optional(otherwise))
            }
        case .select(let arms, let otherwise):
            return guarded(arms).map {
                .select($0.map { (guard: $0.0, body: $0.1) }, otherwise: optional(otherwise))
            }
        case .cases(let value, let arms, let otherwise):
            return cases(value, arms, otherwise)
        case .bind(_, let condition, let body):
            guard let body = substitutions[Int(body)] else { return nil }
            var bound: [(slot: Int, value: Expression)] = []
            for binding in checker.bindings(condition, in: instance) {
                guard let value = expression(binding.value) else { return nil }
                bound.append((instance.slot(binding.local), value))
            }
            return .bind(bound, body)
        case .declare(let locals, let body):
            return substitutions[Int(body)].map { .local(slots(locals), $0) }
        case .loop(let parts): return loop(Array(tree[parts]))
        case .call(let name, let arguments, let results):
            guard let key = instance.callable[name], let arguments = expressions(arguments) else {
                return nil
            }
            let index = checker.instances[key.instance].operations[key.operation].index
            return .call(operation: index, arguments: arguments, results: slots(of: results))
        default: return nil
        }
    }

    private func optional(_ node: NodeID) -> Substitution? {
        node == noNode ? nil : substitutions[Int(node)]
    }

    /// Slots of targets that are plain names.
    private func slots(of targets: NodeList) -> [Int] {
        tree[targets].compactMap { slot(of: $0) }
    }

    private func slot(of target: NodeID) -> Int? {
        switch tree[target].form {
        case .local(let local): return instance.slot(local)
        case .identifier(let name):
            guard case .symbol(let slot) = instance.scope[name] else { return nil }
            return slot
        default: return nil
        }
    }

    private func conditioned(
        _ condition: NodeID, _ body: NodeID, _ make: (Predicate, Substitution) -> Substitution.Node
    ) -> Substitution.Node? {
        guard let condition = predicates[Int(condition)], let body = substitutions[Int(body)] else {
            return nil
        }
        return make(condition, body)
    }

    private func guarded(_ arms: NodeList) -> [(Predicate, Substitution)]? {
        var found: [(Predicate, Substitution)] = []
        for arm in tree[arms] {
            guard case .guarded(let condition, let body) = tree[arm].form,
                let condition = predicates[Int(condition)], let body = substitutions[Int(body)]
            else { return nil }
            found.append((condition, body))
        }
        return found
    }

    private func cases(
        _ value: NodeID, _ arms: NodeList, _ otherwise: NodeID
    ) -> Substitution.Node? {
        guard let value = expression(value) else { return nil }
        var found: [(values: [Expression], body: Substitution)] = []
        for arm in tree[arms] {
            guard case .valued(let values, let body) = tree[arm].form,
                let values = expressions(values), let body = substitutions[Int(body)]
            else { return nil }
            found.append((values, body))
        }
        return .cases(value, found, otherwise: optional(otherwise))
    }

    private func loop(_ parts: [NodeID]) -> Substitution.Node? {
        guard let condition = predicates[Int(parts[0])], let body = substitutions[Int(parts[1])]
        else { return nil }
        return .loop(
            condition, body: body,
            invariant: (parts[2] == noNode ? nil : predicates[Int(parts[2])])
                .flatMap { checker.askable($0, in: instance) },
            variant: (parts[3] == noNode ? nil : expression(parts[3]))
                .flatMap { checker.askable($0, in: instance) })
    }

    private mutating func assignment(
        _ targets: NodeList, _ values: NodeList
    ) -> Substitution.Node? {
        var made: [(slot: Int, value: Expression)] = []
        for (target, value) in zip(tree[targets], tree[values]) {
            guard let value = expression(value), let pair = assigned(target, value) else {
                return nil
            }
            made.append(pair)
        }
        return .assign(made)
    }

    /// `f(x) := E` as `f := f <+ {x |-> E}`, `r'a := E` as `r := rec(a: E, …)`, from the outermost
    /// inwards.
    private func assigned(
        _ target: NodeID, _ value: Expression
    ) -> (slot: Int, value: Expression)? {
        var node = target
        var value = value
        while true {
            switch tree[node].form {
            case .apply(let inner, let argument):
                guard let function = expression(inner), let argument = expression(argument) else {
                    return nil
                }
                let pair = Expression(
                    .binary(.pair, argument, value), .pair(argument.type, value.type), value.span)
                let set = Expression(.set([pair]), function.type, value.span)
                value = Expression(
                    .binary(.overriding, function, set), function.type, value.span)
                node = inner
            case .field(let inner, let label):
                guard let record = expression(inner), case .record(let fields) = record.type else {
                    return nil
                }
                value = replacing(checker.names[label], of: record, fields, by: value)
                node = inner
            default: return slot(of: node).map { ($0, value) }
            }
        }
    }

    private func replacing(
        _ label: String, of record: Expression, _ fields: [MachineType.Field],
        by value: Expression
    ) -> Expression {
        let made: [(label: String, value: Expression)] = fields.map { field in
            if field.label == label { return (label, value) }
            return (
                field.label, Expression(.field(record, field.label), field.type, record.span)
            )
        }
        return Expression(.record(made), record.type, value.span)
    }
}

import BigInt

extension TreeBuilder {
    func expression(_ node: NodeID) -> Expression? { expressions[Int(node)] }

    mutating func expression(
        _ id: NodeID, _ node: SyntaxTree.Node, _ type: MachineType
    ) -> Expression.Node? {
        switch node.form {
        case .identifier(let name): return meaning(name)
        case .local(let local): return .symbol(instance.slot(local))
        case .before(let name):
            guard case .symbol(let slot) = instance.scope[name] else { return nil }
            return .before(slot)
        case .beforeLocal(let local): return .before(instance.slot(local))
        case .integer(let index): return .integer(tree.integers[Int(index)])
        case .string(let name): return .string(checker.names[name])
        case .boolean(let value): return .boolean(value)
        case .builtIn(let set): return .builtIn(set)
        case .step(let local, let difference): return step(local, difference, node.span)
        case .unary(let unary, let operand):
            return expression(operand).map { .unary(unary, $0) }
        case .binary(let binary, let left, let right):
            guard let left = expression(left), let right = expression(right) else { return nil }
            return .binary(instance.choices[id] ?? binary, left, right)
        case .set(let items): return expressions(items).map { .set($0) }
        case .sequence(let items): return expressions(items).map { .sequence($0) }
        default: return quantifiedOrOther(node)
        }
    }

    private func meaning(_ name: Name) -> Expression.Node? {
        switch instance.scope[name] {
        case .symbol(let slot): .symbol(slot)
        case .set(let set): .given(set)
        case .element(let set, let index): .element(set: set, index: index)
        case nil: nil
        }
    }

    private func quantifiedOrOther(_ node: SyntaxTree.Node) -> Expression.Node? {
        switch node.form {
        case .comprehension(let locals, let condition):
            return predicates[Int(condition)].map { .comprehension(slots(locals), $0) }
        case .lambda(let locals, let condition, let value):
            guard let condition = predicates[Int(condition)], let value = expression(value) else {
                return nil
            }
            return .lambda(slots(locals), condition, value)
        case .quantified(let which, let locals, let condition, let value):
            guard let condition = predicates[Int(condition)], let value = expression(value) else {
                return nil
            }
            return .quantified(which, slots(locals), condition, value)
        case .truth(let inner): return predicates[Int(inner)].map { .truth($0) }
        case .apply(let function, let argument):
            guard let function = expression(function), let argument = expression(argument) else {
                return nil
            }
            return .apply(function, argument)
        case .image(let relation, let set):
            guard let relation = expression(relation), let set = expression(set) else { return nil }
            return .image(relation, set)
        case .record(let parts): return fields(parts).map { .record($0) }
        case .recordSet(let parts): return fields(parts).map { .recordSet($0) }
        case .field(let record, let label):
            return expression(record).map { .field($0, checker.names[label]) }
        default: return nil
        }
    }

    private func fields(_ parts: NodeList) -> [(label: String, value: Expression)]? {
        var found: [(label: String, value: Expression)] = []
        for part in tree[parts] {
            guard case .labelled(let label, let value) = tree[part].form,
                let value = expression(value)
            else { return nil }
            found.append((checker.names[label], value))
        }
        return found.sorted { $0.label < $1.label }
    }

    /// `succ` as a function: `%x.(x : INTEGER | x + 1)`.
    private func step(_ local: Int32, _ difference: Int32, _ span: SourceSpan) -> Expression.Node {
        let slot = instance.slot(local)
        let name = Expression(.symbol(slot), .integer, span)
        let set = Expression(.builtIn(.INTEGER), .power(.integer), span)
        let one = Expression(.integer(BigInt(difference)), .integer, span)
        return .lambda(
            [slot], Predicate(.compare(.member, name, set), span),
            Expression(.binary(.add, name, one), .integer, span))
    }

    func predicate(_ node: SyntaxTree.Node) -> Predicate? {
        let made: Predicate.Node?
        switch node.form {
        case .constant(let value): made = .constant(value)
        case .and(let left, let right): made = joined(left, right) { .and($0, $1) }
        case .or(let left, let right): made = joined(left, right) { .or($0, $1) }
        case .implies(let left, let right): made = joined(left, right) { .implies($0, $1) }
        case .equivalent(let left, let right): made = joined(left, right) { .equivalent($0, $1) }
        case .not(let inner): made = predicates[Int(inner)].map { .not($0) }
        case .forAll(let locals, let body):
            made = predicates[Int(body)].map { .forAll(slots(locals), $0) }
        case .exists(let locals, let body):
            made = predicates[Int(body)].map { .exists(slots(locals), $0) }
        case .compare(let comparison, let left, let right):
            guard let left = expression(left), let right = expression(right) else { return nil }
            made = .compare(comparison, left, right)
        default: made = nil
        }
        return made.map { Predicate($0, node.span) }
    }

    private func joined(
        _ left: NodeID, _ right: NodeID, _ make: (Predicate, Predicate) -> Predicate.Node
    ) -> Predicate.Node? {
        guard let left = predicates[Int(left)], let right = predicates[Int(right)] else {
            return nil
        }
        return make(left, right)
    }
}

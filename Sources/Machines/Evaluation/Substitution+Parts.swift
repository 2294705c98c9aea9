extension Substitution {
    /// The ways to go of one that has several, each with what it does; nothing where an `ELSE` is
    /// missing.
    func arms(of operation: Int?) -> [(branch: Branch, body: Substitution?)] {
        func arm(_ name: String, _ body: Substitution?) -> (Branch, Substitution?) {
            (Branch(operation: operation, span: body?.span ?? span, name: name), body)
        }
        switch node {
        case .conditional(let arms, let otherwise):
            return arms.enumerated().map { arm($0.offset == 0 ? "IF" : "ELSIF", $0.element.body) }
                + [arm("ELSE", otherwise)]
        case .cases(_, let arms, let otherwise):
            return arms.enumerated().map { arm($0.offset == 0 ? "EITHER" : "OR", $0.element.body) }
                + [arm("ELSE", otherwise)]
        case .select(let arms, let otherwise):
            let all = arms.enumerated().map {
                arm($0.offset == 0 ? "SELECT" : "WHEN", $0.element.body)
            }
            return otherwise.map { all + [arm("ELSE", $0)] } ?? all
        case .choice(let parts):
            return parts.enumerated().map { arm($0.offset == 0 ? "CHOICE" : "OR", $0.element) }
        default: return []
        }
    }

    /// What it is made of.
    var parts: [Substitution] {
        switch node {
        case .skip, .assign, .becomesElement, .becomesSuchThat, .call: []
        case .parallel(let parts), .sequence(let parts), .choice(let parts): parts
        case .precondition(_, let body), .assert(_, let body), .any(_, _, let body),
            .bind(_, let body), .local(_, let body), .loop(_, let body, _, _):
            [body]
        case .conditional(let arms, let otherwise):
            arms.map(\.body) + (otherwise.map { [$0] } ?? [])
        case .cases(_, let arms, let otherwise):
            arms.map(\.body) + (otherwise.map { [$0] } ?? [])
        case .select(let arms, let otherwise):
            arms.map(\.body) + (otherwise.map { [$0] } ?? [])
        }
    }

    /// Whether a part of it reads what another part has written.
    var movesOn: Bool {
        switch node {
        case .sequence, .loop, .call: true
        default: parts.contains(where: \.movesOn)
        }
    }

    /// Whether it has at most one outcome, seen from its form.
    func isDeterministic(in machine: CheckedMachine, depth: Int = 0) -> Bool {
        if depth > 64 { return false }
        switch node {
        case .becomesElement, .becomesSuchThat, .choice, .any: return false
        case .select(let arms, _) where arms.count > 1: return false
        case .call(let operation, _, _):
            return machine.operations[operation].body.isDeterministic(
                in: machine, depth: depth + 16)
        default: return parts.allSatisfy { $0.isDeterministic(in: machine, depth: depth + 1) }
        }
    }

    /// Symbols that it may give a value, those of its own `VAR` included; ascending. Of what it
    /// calls, however deep, only the variables.
    func writes(in machine: CheckedMachine) -> [Int] {
        var called: [Int] = []
        let own = ownWrites(calling: &called)
        var inner: Set<Int> = []
        var next = 0
        while next < called.count {
            inner.formUnion(machine.operations[called[next]].body.ownWrites(calling: &called))
            next += 1
        }
        return own.union(inner.intersection(machine.variables)).sorted()
    }

    /// - Parameter called: operations that it calls are added, each once.
    private func ownWrites(calling called: inout [Int]) -> Set<Int> {
        var found: Set<Int> = []
        var waiting = [self]
        while let part = waiting.popLast() {
            switch part.node {
            case .assign(let parts): found.formUnion(parts.map(\.slot))
            case .becomesElement(let slots, _), .becomesSuchThat(let slots, _):
                found.formUnion(slots)
            case .call(let operation, _, let results):
                found.formUnion(results)
                if !called.contains(operation) { called.append(operation) }
            default: waiting += part.parts
            }
        }
        return found
    }
}

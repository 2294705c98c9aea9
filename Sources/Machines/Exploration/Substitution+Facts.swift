extension Substitution {
    /// Itself and all that it consists of, from the outside in.
    func forEach(_ visit: (Substitution) -> Void) {
        visit(self)
        for part in formulaParts.substitutions { part.forEach(visit) }
    }

    /// The conditions of its ASSERTs, and the ASSERTs themselves.
    var asserts: [(condition: SourceSpan, whole: SourceSpan)] {
        var found: [(SourceSpan, SourceSpan)] = []
        forEach { part in
            if case .assert(let condition, _) = part.node {
                found.append((condition.span, part.span))
            }
        }
        return found
    }

    /// It, or an operation that it calls, says with a SELECT when it is enabled.
    func isGuarded(in operations: [CheckedMachine.Operation]) -> Bool {
        contains(in: operations) { node in
            if case .select(_, otherwise: nil) = node { true } else { false }
        }
    }

    private func contains(
        in operations: [CheckedMachine.Operation], _ isWanted: (Node) -> Bool
    ) -> Bool {
        var isFound = false
        var waiting = [self]
        var called: Set<Int> = []
        while !isFound, let next = waiting.popLast() {
            next.forEach { part in
                if isWanted(part.node) { isFound = true }
                if case .call(let operation, _, _) = part.node,
                    called.insert(operation).inserted
                {
                    waiting.append(operations[operation].body)
                }
            }
        }
        return isFound
    }
}

extension SourceSpan {
    func contains(_ other: SourceSpan) -> Bool {
        file == other.file && start <= other.start && other.end <= end
    }
}

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
        var isGuarded = false
        var waiting = [self]
        var called: Set<Int> = []
        while let next = waiting.popLast() {
            next.forEach { part in
                switch part.node {
                case .select(_, otherwise: nil): isGuarded = true
                case .call(let operation, _, _):
                    if called.insert(operation).inserted {
                        waiting.append(operations[operation].body)
                    }
                default: break
                }
            }
        }
        return isGuarded
    }
}

extension SourceSpan {
    func contains(_ other: SourceSpan) -> Bool {
        file == other.file && start <= other.start && other.end <= end
    }
}

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
        blockers(in: operations).contains("SELECT")
    }

    /// The constructs in it, and in what it calls, that may leave it without an outcome: `SELECT`,
    /// `ANY`, `'::'`, `': ( )'`; each once.
    package func blockers(in operations: [CheckedMachine.Operation]) -> [String] {
        var found: [String] = []
        var waiting = [self]
        var called: Set<Int> = []
        while let next = waiting.popLast() {
            next.forEach { part in
                if let name = part.blocker, !found.contains(name) { found.append(name) }
                if case .call(let operation, _, _) = part.node,
                    called.insert(operation).inserted
                {
                    waiting.append(operations[operation].body)
                }
            }
        }
        return found
    }

    private var blocker: String? {
        switch node {
        case .select(_, otherwise: nil): "SELECT"
        case .any: "ANY"
        case .becomesElement(_, let set): set.isNeverEmpty ? nil : "'::'"
        case .becomesSuchThat: "': ( )'"
        default: nil
        }
    }
}

extension Expression {
    /// A set that has elements, seen from its form.
    fileprivate var isNeverEmpty: Bool {
        switch node {
        case .builtIn, .given: true
        case .set(let items): !items.isEmpty
        case .binary(.interval, let low, let high):
            if case (.integer(let first), .integer(let last)) = (low.node, high.node) {
                first <= last
            } else {
                false
            }
        default: false
        }
    }
}

extension SourceSpan {
    func contains(_ other: SourceSpan) -> Bool {
        file == other.file && start <= other.start && other.end <= end
    }
}

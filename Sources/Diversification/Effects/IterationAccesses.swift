import CClang

/// What one iteration of a counted loop touches that outlives it.
struct IterationAccesses {
    private let effects: Effects
    /// Variables that begin and end with the iteration.
    private var own: Set<Int> = []
    /// Arrays and pointers that the body only says as `a[i]`.
    private var indexed: Set<Int> = []
    private var callsHaveEffects = false
    private let counter: Declaration

    init(_ body: Node, _ counter: Declaration, _ program: Program) {
        var walker = EffectsWalker(program.facts)
        walker.statement(body)
        effects = walker.effects
        self.counter = counter
        var mentions: [Int: Int] = [:]
        var subscripts: [Int: Int] = [:]
        body.walk { node in
            switch node.kind {
            case CXCursor_VarDecl:
                if let variable = node.declaration, !variable.isPersistent {
                    own.insert(variable.id)
                }
            case CXCursor_DeclRefExpr:
                if let variable = node.declaration { mentions[variable.id, default: 0] += 1 }
            case CXCursor_ArraySubscriptExpr:
                guard node.children.count == 2,
                    node.children[1].bare.kind == CXCursor_DeclRefExpr,
                    node.children[1].bare.declaration === counter,
                    node.children[0].bare.kind == CXCursor_DeclRefExpr,
                    let array = node.children[0].bare.declaration
                else { return }
                subscripts[array.id, default: 0] += 1
            case CXCursor_CallExpr:
                if hasEffects(node, program) { callsHaveEffects = true }
            default: break
            }
        }
        indexed = Set(subscripts.filter { mentions[$0.key] == $0.value }.keys)
    }

    /// Whether the iterations may run in any order.
    func areIndependent(_ program: Program) -> Bool {
        guard effects.isMovable, !callsHaveEffects else { return false }
        let outliving = effects.writes.filter { write in
            guard case .variable(let id) = write.root else { return true }
            return !own.contains(id)
        }
        let touched = effects.reads.union(effects.writes)
        return outliving.allSatisfy { write in
            guard let root = array(of: write) else { return false }
            return touched.allSatisfy { other in
                array(of: other) == root
                    || !write.mayMeet(
                        other, exposed: program.facts.exposed, rules: program.rules)
            }
        }
    }

    /// The array, or pointer to one, of which this place is the counter's element.
    private func array(of place: Place) -> Place.Root? {
        guard place.path.first == .anyIndex else { return nil }
        switch place.root {
        case .variable(let id), .pointee(let id):
            return indexed.contains(id) && !own.contains(id) ? place.root : nil
        case .memory: return nil
        }
    }

    private func hasEffects(_ call: Node, _ program: Program) -> Bool {
        guard let function = call.children.first?.bare.declaration else { return true }
        if let summary = program.facts.summaries[function.id] {
            return !summary.reads.isEmpty || !summary.writes.isEmpty || summary.barrier != nil
        }
        return LibraryFunctions.behaviour(of: function.name) != .pure
    }
}

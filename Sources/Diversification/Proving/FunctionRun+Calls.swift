import CClang

extension FunctionRun {
    static let allocators: Set<String> = ["malloc", "calloc", "realloc", "aligned_alloc"]

    func call(_ node: Node) throws(Unproved) -> Term {
        guard let callee = node.children.first else { throw Unproved("call") }
        let named = callee.bare.kind == CXCursor_DeclRefExpr ? callee.bare.declaration : nil
        let function = named?.kind == CXCursor_FunctionDecl ? named : nil
        var operands: [Term] = []
        if function == nil { operands.append(try value(callee)) }
        for argument in node.children.dropFirst() { operands.append(try value(argument)) }
        let name = function?.name ?? "through a pointer"
        guard let footprint = footprint(of: function) else {
            let term = make(.apply, "call \(name)", operands)
            demand(term)
            return term
        }
        let condition = state.condition
        let event = addEvent(footprint) { before in
            make(.call, name, [condition, make(.list, "", operands), before])
        }
        // It may be undefined for some arguments, or not come back.
        demand(event)
        return make(.result, "", [event])
    }

    /// What a call does to the memory; nil when its result depends on the arguments alone.
    private func footprint(of function: Declaration?) -> Footprint? {
        guard let function else { return .everything }
        if unit.definedFunctions.contains(function.id) {
            if unit.unproved.contains(function.id) {
                doubt = doubt ?? "calls functions that are not proved"
            }
            return unit.footprints[function.id] ?? Footprint()
        }
        let isLibrary = function.isInSystemHeader || function.name.hasPrefix("__builtin_")
        guard isLibrary, !unit.observesErrors,
            let behaviour = LibraryFunctions.behaviour(of: function.name)
        else { return .everything }
        let pointees: Set<Location> = [Location(root: .anyPointee)]
        switch behaviour {
        case .pure: return nil
        case .readsMemory: return Footprint(reads: pointees)
        case .writesMemory: return Footprint(reads: pointees, writes: pointees)
        }
    }
}

extension MachineChecker {
    /// Clauses that do not belong into this kind of machine, and what is missing.
    func checkClauses(_ instance: Instance) {
        let syntax = instance.syntax
        for region in syntax.regions where !belongs(region.clause, syntax.kind) {
            refuse(
                region.span,
                "clause \(region.clause.rawValue) does not belong into "
                    + "\(syntax.kind.rawValue)")
        }
        if syntax.kind != .machine, syntax.refines == nil {
            refuse(syntax.span, "clause REFINES is missing")
        }
        checkInitialised(instance)
        checkRefinesAll(instance)
        advise(instance)
    }

    private func belongs(_ clause: TokenKind, _ kind: CheckedMachine.Kind) -> Bool {
        switch clause {
        case .refines: kind != .machine
        case .imports, .values, .localOperations: kind == .implementation
        case .includes, .uses: kind != .implementation
        default: true
        }
    }

    private func checkInitialised(_ instance: Instance) {
        guard instance.isLive || instance.isRoot else { return }
        let syntax = instance.syntax
        let written = syntax.initialisation.flatMap { instance.writes[$0] } ?? []
        for slot in instance.variables where !written.contains(slot) {
            let symbol = symbols[slot]
            let isOwn = symbol.span.file == syntax.file
            refuse(
                isOwn ? symbol.span : syntax.span,
                "INITIALISATION gives '\(symbol.name)' no value")
        }
    }

    private func checkRefinesAll(_ instance: Instance) {
        guard let refined = instance.refined else { return }
        for (name, _) in refined.offered.sorted(by: { $0.key.index < $1.key.index })
        where instance.offered[name] == nil {
            refuse(
                instance.syntax.span,
                "operation '\(names[name])' of the refined machine is missing")
        }
    }
}

extension Explorer {
    /// Tells pairs of a reachable state and inputs that an operation admits in it, until `visit`
    /// returns false.
    ///
    /// Nothing is searched beyond states that break the invariant. `visit` may evaluate in the
    /// explored machine.
    ///
    /// - Parameters:
    ///   - operation: need not be among those that lead from state to state.
    ///   - restrictions: further conjuncts over the operation's inputs, such as a range that a
    ///     demand's field has.
    package func forEachAdmitted(
        operation: Int, restrictions: [Predicate] = [], _ visit: (AdmittedCase) -> Bool
    ) -> ExplorationExtent {
        let stateless = machine.machine.variables.isEmpty
        let tried =
            stateless
            ? [operation] : operations + (operations.contains(operation) ? [] : [operation])
        let explorer = restricting(operation, to: restrictions)
        let search = Search(explorer, tried.map { explorer.source(of: $0) })
        return withoutActuallyEscaping(visit) { visit in
            let listener = AdmittedListener(operation: operation, visit: visit)
            var stop: EvaluationStop?
            do throws(EvaluationStop) {
                try search.explore(listener, needsOutcomes: false)
            } catch {
                stop = error
            }
            var extent = search.extent
            if let stop { extent.add(.undecided(operation: nil, stop)) }
            extent.cases = listener.cases
            return extent
        }
    }

    private func restricting(_ operation: Int, to conjuncts: [Predicate]) -> Explorer {
        var all = restrictions
        all[operation, default: []] += conjuncts
        return Explorer(
            machine, operations: operations, restrictions: all, budget: budget, seed: seed)
    }

    func source(of operation: Int) -> InputSource {
        InputSource(
            machine,
            Admission(
                machine, operation: operation,
                restrictions: restrictions[operation, default: []]),
            budget: budget, draws: SeededDraws(seed: seed, part: operation))
    }
}

private final class AdmittedListener: SearchListener {
    let operation: Int
    let visit: (AdmittedCase) -> Bool
    /// Pairs that were visited.
    private(set) var cases = 0

    init(operation: Int, visit: @escaping (AdmittedCase) -> Bool) {
        self.operation = operation
        self.visit = visit
    }

    func reached(_ state: Int, from source: SearchCase?, in search: Search) {}

    func tried(_ source: SearchCase, _ found: FoundOutcomes?, in search: Search) -> Bool {
        guard source.operation == operation, !source.isRepeated else { return true }
        cases += 1
        return visit(
            AdmittedCase(
                operation: operation, state: search.space.states[source.state],
                inputs: source.inputs, index: source.state, space: search.space))
    }

    func finished(_ operation: Int, in state: Int, _ inputs: AdmittedInputs, in search: Search) {}
}

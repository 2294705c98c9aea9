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
        let sources = tried.map { index in
            source(of: index, restrictions: index == operation ? restrictions : [])
        }
        let search = Search(self, sources)
        return withoutActuallyEscaping(visit) { visit in
            let listener = AdmittedListener(operation: operation, visit: visit)
            var extent = search.extent
            do throws(EvaluationStop) {
                try search.run(listener, needsOutcomes: false)
                extent = search.extent
            } catch {
                extent.add(.undecided(operation: nil, error))
            }
            extent.cases = listener.cases
            return extent
        }
    }

    func source(of operation: Int, restrictions: [Predicate] = []) -> InputSource {
        InputSource(
            machine,
            Admission(
                machine, operation: operation,
                restrictions: self.restrictions[operation, default: []] + restrictions),
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

    func tried(
        _ source: SearchCase, outcomes: Result<[Outcome], EvaluationStop>?, in search: Search
    ) -> Bool {
        guard source.operation == operation else { return true }
        cases += 1
        return visit(
            AdmittedCase(
                operation: operation, state: search.space.states[source.state],
                inputs: source.inputs, index: source.state, space: search.space))
    }

    func finished(_ operation: Int, in state: Int, _ inputs: AdmittedInputs, in search: Search) {}
}

/// Going where breadth does not come to.
extension Search {
    /// Breadth first. Where that is not everything, then along a walk that takes the branches
    /// which no outcome has taken yet, and near all that was found.
    func explore(_ listener: some SearchListener, needsOutcomes: Bool) throws(EvaluationStop) {
        // Said last: for these constants breadth may be everything.
        defer { noteConstants() }
        try run(listener, needsOutcomes: needsOutcomes)
        guard !extent.isExhaustive, !hasEnded, !machine.machine.variables.isEmpty else { return }
        let trails = walk(listener)
        let draws = SeededDraws(seed: explorer.seed, part: -2)
        hunt(listener, from: trails, cases: explorer.budget.huntsMax, draws: draws)
    }

    /// - Returns: where the walk has been.
    private func walk(_ listener: some SearchListener) -> [Trail] {
        guard !explorer.branches.isSubset(of: branches) else { return [] }
        let demands = withoutSteps {
            DemandWalk(explorer, takesElsewhere: true).branchWalk(max: explorer.budget.walkMax)
        }
        makeRoom(demands.count * Self.widthMax)
        var trails = standings.indices.filter { space.isInitial($0) }.map { Trail(state: $0) }
        var all: [Trail] = []
        for demand in demands where !hasEnded {
            trails = step(demand, from: trails, listener)
            all += trails
        }
        return all
    }

    /// A state for each that may be reached, up to a limit.
    private static let widthMax = 16

    private func step(
        _ demand: DemandPlan.Demand, from trails: [Trail], _ listener: some SearchListener
    ) -> [Trail] {
        var next: [Trail] = []
        for trail in trails where !hasEnded && hasSteps() {
            let tried = SearchCase(
                state: trail.state, operation: demand.operation, inputs: demand.inputs)
            for state in attempt(tried, listener, enters: { _ in true })
            where standings[state] == .sound && next.count < Self.widthMax
                && !next.contains(where: { $0.state == state })
            {
                var inputs = trail.inputs
                inputs[demand.operation] = demand.inputs
                next.append(Trail(state: state, inputs: inputs))
            }
        }
        return next
    }
}

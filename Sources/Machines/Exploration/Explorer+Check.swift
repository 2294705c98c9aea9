extension Explorer {
    /// Holds the machine against itself: invariant, preconditions, assertions, definedness.
    ///
    /// What others call is held against the whole, too, and told of as `Operation.elsewhere`.
    /// An operation is only looked at where PRE and invariant hold: a machine promises nothing
    /// beyond them.
    package func check() -> MachineReport {
        let search = Search(self, operations.map { source(of: $0) })
        let listener = CheckListener(machine, operations: operations + elsewhere)
        var stop: EvaluationStop?
        do throws(EvaluationStop) {
            try search.explore(listener, needsOutcomes: true)
        } catch {
            stop = error
        }
        var extent = search.extent
        if let stop { extent.add(.undecided(operation: nil, stop)) }
        return listener.report(search, extent, initialisation: stop)
    }
}

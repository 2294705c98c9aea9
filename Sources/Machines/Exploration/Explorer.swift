/// Searches what a machine can do, breadth first from its initial states, so that the first way
/// that is found to a state is a shortest one.
///
/// Deterministic: the same machine, budget and seed give the same search.
package struct Explorer {
    let machine: CompiledMachine
    /// The operations that lead from state to state, beside those of others.
    let operations: [Int]
    /// What others call in between: see `CheckedMachine.Operation.elsewhere`.
    let elsewhere: [Int]
    let budget: ExplorationBudget
    let seed: UInt64
    /// Conjuncts beside PRE, by operation.
    let restrictions: [Int: [Predicate]]

    /// - Parameters:
    ///   - operations: nil: all that the machine itself defines.
    ///   - restrictions: by operation, further conjuncts over its inputs, such as a range that a
    ///     demand's field has.
    package init(
        _ machine: CompiledMachine, operations: [Int]? = nil,
        restrictions: [Int: [Predicate]] = [:],
        budget: ExplorationBudget = ExplorationBudget(), seed: UInt64 = 1
    ) {
        self.machine = machine
        let all = machine.machine.operations
        let chosen = operations ?? all.indices.filter { all[$0].isOffered }
        self.operations = chosen
        elsewhere = all.indices.filter { all[$0].elsewhere != nil && !chosen.contains($0) }
        self.budget = budget
        self.restrictions = restrictions
        self.seed = seed
    }

    /// Those of its operations, as indices into `CompiledMachine.branches`.
    var branches: Set<Int> {
        Set(
            machine.branches.indices.filter { index in
                machine.branches[index].operation.map(operations.contains) ?? false
            })
    }
}

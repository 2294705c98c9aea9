/// Walks through a machine's states and notes the demands on the way.
///
/// A replica chooses among the outcomes that the machine allows, and a walk is written down before
/// anybody answers: so a demand must be admitted in every state that may have been reached.
final class DemandWalk {
    private let explorer: Explorer
    private let machine: CompiledMachine
    private var sources: [Int: InputSource] = [:]
    private var plan = DemandPlan()
    /// Where a correct replica may be.
    private var states: [MachineState] = []
    private var wanted: Set<Int> = []
    /// Boundary values that were not used yet, by operation, the likeliest last.
    private var waiting: [Int: [[Value]]] = [:]
    private var draws: SeededDraws

    private static let statesMax = 64
    private static let boundariesMax = 4_096
    private static let attemptsMax = 64

    init(_ explorer: Explorer) {
        self.explorer = explorer
        machine = explorer.machine
        draws = SeededDraws(seed: explorer.seed, part: -1)
        for operation in explorer.operations {
            sources[operation] = explorer.source(of: operation)
        }
        for (index, branch) in machine.branches.enumerated() {
            if let operation = branch.operation, explorer.operations.contains(operation) {
                wanted.insert(index)
            }
        }
    }

    func plan(count: Int) -> DemandPlan {
        do throws(EvaluationStop) {
            states = try machine.initialStates()
        } catch {
            plan.end = .undecided(error)
        }
        if states.isEmpty, plan.end == nil { plan.end = .nothingAdmitted }
        if plan.end == nil { takeBranches(count) }
        while plan.end == nil, plan.demands.count < count {
            if !takeBoundary(), !takeRandom() { plan.end = .nothingAdmitted }
        }
        if plan.demands.count >= count { plan.end = nil }
        plan.branchesMissed = wanted.subtracting(plan.branchesTaken).sorted()
        return plan
    }

    /// Searches from where the walk stands for a branch not taken yet, and goes there.
    private func takeBranches(_ count: Int) {
        var searches = 0
        while plan.demands.count < count, searches < 2 * wanted.count,
            !wanted.isSubset(of: plan.branchesTaken)
        {
            searches += 1
            let finder = BranchFinder(wanted.subtracting(plan.branchesTaken))
            let search = Search(explorer, explorer.operations.compactMap { sources[$0] })
            search.run(from: states, finder, needsOutcomes: true)
            guard let found = finder.found else { return }
            let way = search.space.trace(to: found.state).steps.map { ($0.operation, $0.inputs) }
            for (operation, inputs) in way + [(found.operation, found.inputs)] {
                // Elsewhere a replica may be in a state in which this is not admitted.
                guard plan.demands.count < count, take(operation, inputs) else { break }
            }
        }
    }

    private func takeBoundary() -> Bool {
        guard let state = states.first else { return false }
        for operation in draws.shuffled(explorer.operations) {
            guard let source = sources[operation] else { continue }
            if waiting[operation] == nil {
                let inputs = source.sampled(in: state, max: Self.boundariesMax)
                waiting[operation] = inputs.reversed()
            }
            // Those that are not admitted here may be so later.
            let list = waiting[operation, default: []]
            for index in list.indices.reversed().prefix(Self.attemptsMax)
            where take(operation, list[index]) {
                waiting[operation]?.remove(at: index)
                return true
            }
        }
        return false
    }

    private func takeRandom() -> Bool {
        for _ in 0..<Self.attemptsMax {
            let state = draws.element(of: states)
            let operation = draws.element(of: explorer.operations)
            guard let source = sources[operation] else { continue }
            if let inputs = source.drawn(in: state), take(operation, inputs) { return true }
        }
        // Rare inputs are enumerated.
        for operation in explorer.operations {
            guard let state = states.first, let source = sources[operation] else { continue }
            for inputs in source.inputs(in: state, max: Self.attemptsMax).list
            where take(operation, inputs) {
                return true
            }
        }
        return false
    }

    /// Adds a demand when it is admitted, and has an outcome, wherever a replica may be.
    private func take(_ operation: Int, _ inputs: [Value]) -> Bool {
        guard let source = sources[operation] else { return false }
        var after: [MachineState] = []
        var seen: Set<MachineState> = []
        var branches: Set<Int> = []
        for state in states {
            guard (try? source.admission.admits(inputs, in: state)) == true,
                let outcomes = try? machine.outcomes(
                    of: operation, from: state, inputs: inputs,
                    max: explorer.budget.outcomesMax),
                !outcomes.isEmpty
            else { return false }
            for outcome in outcomes {
                branches.formUnion(outcome.branches)
                if seen.insert(outcome.after).inserted { after.append(outcome.after) }
            }
        }
        if after.count > Self.statesMax {
            plan.followsAllStates = false
            after = Array(after.prefix(Self.statesMax))
        }
        states = after
        plan.branchesTaken.formUnion(branches.intersection(wanted))
        plan.demands.append(DemandPlan.Demand(operation: operation, inputs: inputs))
        return true
    }
}

/// Stops at the first case of which an outcome takes a branch that is wanted.
private final class BranchFinder: SearchListener {
    private let wanted: Set<Int>
    private(set) var found: SearchCase?

    init(_ wanted: Set<Int>) { self.wanted = wanted }

    func reached(_ state: Int, from source: SearchCase?, in search: Search) {}

    func tried(
        _ source: SearchCase, outcomes: Result<[Outcome], EvaluationStop>?, in search: Search
    ) -> Bool {
        guard case .success(let outcomes)? = outcomes,
            outcomes.contains(where: { !wanted.isDisjoint(with: $0.branches) })
        else { return true }
        found = source
        return false
    }

    func finished(_ operation: Int, in state: Int, _ inputs: AdmittedInputs, in search: Search) {}
}

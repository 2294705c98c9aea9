/// What a search meets, told in its order.
protocol SearchListener: AnyObject {
    /// An outcome, or an initial state (`source` is nil), has led to a state: for the first time,
    /// or again.
    func reached(_ state: Int, from source: SearchCase?, in search: Search)
    /// - Parameter outcomes: nil where nobody needs them.
    /// - Returns: whether to go on.
    func tried(
        _ source: SearchCase, outcomes: Result<[Outcome], EvaluationStop>?, in search: Search
    ) -> Bool
    /// All inputs of an operation in a state have been tried.
    func finished(_ operation: Int, in state: Int, _ inputs: AdmittedInputs, in search: Search)
}

/// An operation with its inputs, tried in a state.
struct SearchCase {
    let state: Int
    let operation: Int
    let inputs: [Value]
    /// Of the outcome that is spoken of.
    var outputs: [Value] = []
}

/// One breadth-first search.
final class Search {
    /// What the invariant says of a state.
    enum Standing: Equatable {
        case sound
        /// Not only the named conjunct may be false.
        case broken
        case stopped(EvaluationStop)
    }

    let machine: CompiledMachine
    let space = StateSpace()
    private(set) var extent = ExplorationExtent()
    private(set) var standings: [Standing] = []
    /// So many states, the first ones, have been left behind with all that was tried in them.
    private(set) var expandedStates = 0
    let explorer: Explorer
    let sources: [InputSource]
    /// Operations that lead from state to state.
    private let leading: Set<Int>
    private var undecided: [Int: Int] = [:]
    /// Branches that some outcome has taken.
    private(set) var branches: Set<Int> = []
    /// The listener had seen enough.
    private(set) var hasEnded = false
    /// The budget of the search by breadth is used up.
    private var isSpent = false
    /// The machine's steps at which the search ends.
    private var stepsMax: Int
    /// Grows when what is rare is followed.
    private var statesMax: Int

    /// - Parameter sources: one an operation that is tried; what others call always is.
    init(_ explorer: Explorer, _ sources: [InputSource]) {
        self.explorer = explorer
        let tried = Set(sources.map(\.admission.operation))
        self.sources =
            sources
            + explorer.elsewhere.filter { !tried.contains($0) }.map { explorer.source(of: $0) }
        machine = explorer.machine
        stepsMax = machine.stepsTaken + explorer.budget.stepsMax
        statesMax = explorer.budget.statesMax
        // Without variables there is one state, and nothing leads away from it.
        leading = Set(
            machine.machine.variables.isEmpty ? [] : explorer.operations + explorer.elsewhere)
    }

    /// - Parameter needsOutcomes: of every operation, also of those that lead nowhere.
    func run(_ listener: some SearchListener, needsOutcomes: Bool) throws(EvaluationStop) {
        run(from: try machine.initialStates(), listener, needsOutcomes: needsOutcomes)
    }

    func run(
        from initial: [MachineState], _ listener: some SearchListener, needsOutcomes: Bool
    ) {
        for state in initial {
            guard let index = enter(state, { $0.addInitial(state) }) else { break }
            listener.reached(index, from: nil, in: self)
        }
        while expandedStates < space.states.count {
            if standings[expandedStates] == .sound {
                for source in sources where !hasEnded && !isSpent {
                    expand(expandedStates, source, listener, needsOutcomes)
                }
            }
            if hasEnded || isSpent { break }
            expandedStates += 1
        }
        extent.states = space.states.count
    }

    private func expand(
        _ state: Int, _ source: InputSource, _ listener: some SearchListener,
        _ needsOutcomes: Bool
    ) {
        let operation = source.admission.operation
        guard !isLeftOut(operation) else { return }
        guard let max = allowance(state) else {
            extent.add(.cases(max: explorer.budget.casesMax))
            isSpent = true
            return
        }
        var inputs = source.inputs(in: space.states[state], max: max)
        if let stop = inputs.undecided { extent.add(.undecided(operation: operation, stop)) }
        if !inputs.isComplete {
            extent.add(
                inputs.list.isEmpty
                    ? .noInputs(operation: operation) : .inputs(operation: operation))
        }
        let isLeading = leading.contains(operation)
        for values in inputs.list where !hasEnded {
            guard !isLeftOut(operation), hasSteps() else {
                inputs.isComplete = false
                break
            }
            extent.cases += 1
            let tried = SearchCase(state: state, operation: operation, inputs: values)
            let outcomes = isLeading || needsOutcomes ? outcomes(of: tried) : nil
            if isLeading, case .success(let outcomes)? = outcomes {
                for outcome in outcomes { follow(outcome, tried, listener) }
            }
            if !listener.tried(tried, outcomes: outcomes, in: self) {
                extent.add(.ended)
                hasEnded = true
            }
        }
        listener.finished(operation, in: state, inputs, in: self)
    }

    /// How many inputs the operation may be tried with, so that states that wait get theirs, too.
    private func allowance(_ state: Int) -> Int? {
        let left = explorer.budget.casesMax - extent.cases
        guard left > 0 else { return nil }
        if leading.isEmpty { return left }
        let waiting = (space.states.count - state) * sources.count
        return min(left, max(16, left / (2 * max(1, waiting))))
    }

    private func outcomes(of tried: SearchCase) -> Result<[Outcome], EvaluationStop> {
        do throws(EvaluationStop) {
            let outcomes = try machine.outcomes(
                of: tried.operation, from: space.states[tried.state], inputs: tried.inputs,
                max: explorer.budget.outcomesMax)
            for outcome in outcomes { branches.formUnion(outcome.branches) }
            return .success(outcomes)
        } catch {
            // What is undefined is a mistake that checks tell of, and nothing that was left out.
            if case .undecided = error.reason {
                undecided[tried.operation, default: 0] += 1
                extent.add(.undecided(operation: tried.operation, error))
            }
            return .failure(error)
        }
    }

    private func follow(
        _ outcome: Outcome, _ tried: SearchCase, _ listener: some SearchListener
    ) {
        let index =
            space.index(of: outcome.after)
            ?? enter(outcome.after) {
                $0.add(
                    outcome, from: tried.state, operation: tried.operation, inputs: tried.inputs)
            }
        var tried = tried
        tried.outputs = outcome.outputs
        if let index { listener.reached(index, from: tried, in: self) }
    }

    /// Tries one case outside of the order of breadth.
    ///
    /// - Parameter enters: whether a new state behind an outcome is kept; one that breaks the
    ///   invariant always is.
    func attempt(
        _ tried: SearchCase, _ listener: some SearchListener, enters: ([Outcome]) -> Bool
    ) -> [Int] {
        extent.cases += 1
        let result = outcomes(of: tried)
        var reached: [Int] = []
        if case .success(let outcomes) = result, leading.contains(tried.operation) {
            let keeps = enters(outcomes)
            for outcome in outcomes
            where keeps || space.index(of: outcome.after) != nil
                || standing(of: outcome.after) != .sound
            {
                follow(outcome, tried, listener)
                if let index = space.index(of: outcome.after) { reached.append(index) }
            }
        }
        if !listener.tried(tried, outcomes: result, in: self) {
            extent.add(.ended)
            hasEnded = true
        }
        extent.states = space.states.count
        return reached
    }

    /// Whether the budget of steps has any left.
    func hasSteps() -> Bool {
        guard machine.stepsTaken >= stepsMax else { return true }
        extent.add(.steps(max: explorer.budget.stepsMax))
        isSpent = true
        return false
    }

    /// Does something that has a budget of its own.
    func withoutSteps<Result>(_ work: () -> Result) -> Result {
        let before = machine.stepsTaken
        defer { stepsMax += machine.stepsTaken - before }
        return work()
    }

    /// So many of an operation's evaluations were undecided that it is left out.
    func isLeftOut(_ operation: Int) -> Bool {
        undecided[operation, default: 0] >= explorer.budget.undecidedMax
    }

    func noteConstants() {
        if machine.hasOtherValues { extent.add(.constants) }
        for set in machine.assumedSets { extent.add(.elements(set: set)) }
    }

    /// Room for so many more states.
    func makeRoom(_ states: Int) { statesMax = space.states.count + states }

    /// Nil when the budget has no room for another state.
    private func enter(_ state: MachineState, _ add: (StateSpace) -> Int) -> Int? {
        guard space.states.count < statesMax else {
            extent.add(.states(max: statesMax))
            return nil
        }
        guard space.values < explorer.budget.valuesMax else {
            extent.add(.values(max: explorer.budget.valuesMax))
            return nil
        }
        let index = add(space)
        standings.append(standing(of: state))
        return index
    }

    private func standing(of state: MachineState) -> Standing {
        do throws(EvaluationStop) {
            return try machine.failingInvariant(in: state) == nil ? .sound : .broken
        } catch {
            if case .undecided = error.reason {
                extent.add(.undecided(operation: nil, error))
            }
            return .stopped(error)
        }
    }
}

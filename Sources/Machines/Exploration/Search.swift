/// What a search meets, told in its order.
protocol SearchListener: AnyObject {
    /// An outcome, or an initial state (`source` is nil), has led to a state: for the first time,
    /// or again.
    func reached(_ state: Int, from source: SearchCase?, in search: Search)
    /// - Parameter found: nil where nobody needs the outcomes.
    /// - Returns: whether to go on.
    func tried(_ source: SearchCase, _ found: FoundOutcomes?, in search: Search) -> Bool
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
    /// The same was tried before, on another way here.
    var isRepeated = false
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
    private var seen = TriedCases()
    /// All initial states were entered.
    private(set) var hasAllInitial = false
    /// Of the cases, those whose inputs are a sample.
    private var sampledCases = 0
    /// Branches that some outcome has taken, or what has no value.
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
        var entered = 0
        for state in initial {
            guard let index = enter(state, { $0.addInitial(state) }) else { break }
            listener.reached(index, from: nil, in: self)
            entered += 1
        }
        hasAllInitial = entered == initial.count
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
        let before = space.states[state]
        var inputs = source.inputs(in: before, max: max.listed, samples: max.sampled)
        if let stop = inputs.undecided { extent.add(.undecided(operation: operation, stop)) }
        note(inputs, of: operation)
        let isLeading = leading.contains(operation)
        var count = 0
        for values in inputs.list where !hasEnded {
            guard !isLeftOut(operation), hasSteps() else {
                inputs.isComplete = false
                break
            }
            count += 1
            extent.cases += 1
            if inputs.isSampled { sampledCases += 1 }
            let tried = SearchCase(state: state, operation: operation, inputs: values)
            let found = isLeading || needsOutcomes ? outcomes(of: tried) : nil
            if isLeading {
                for outcome in found?.outcomes ?? [] { follow(outcome, tried, listener) }
            }
            if !listener.tried(tried, found, in: self) {
                extent.add(.ended)
                hasEnded = true
            }
        }
        seen.finish(
            operation, in: state, inputs.list.prefix(count),
            isWhole: inputs.isComplete && count == inputs.list.count)
        listener.finished(operation, in: state, inputs, in: self)
    }

    private func note(_ inputs: AdmittedInputs, of operation: Int) {
        if inputs.isComplete { return }
        if inputs.isCut {
            extent.add(.cases(max: explorer.budget.casesMax))
        } else if inputs.isUnsampled {
            extent.add(.samples(max: explorer.budget.sampledCasesMax))
        } else if inputs.list.isEmpty {
            extent.add(.noInputs(operation: operation))
        } else {
            extent.add(.inputs(operation: operation))
        }
    }

    /// How many inputs the operation may be tried with, where they can be listed and where they
    /// are sampled, so that states that wait get theirs, too.
    private func allowance(_ state: Int) -> (listed: Int, sampled: Int)? {
        let budget = explorer.budget
        let left = budget.casesMax - extent.cases
        guard left > 0 else { return nil }
        let sampled = max(0, min(left, budget.sampledCasesMax - sampledCases))
        if leading.isEmpty { return (left, sampled) }
        let waiting = 2 * max(1, (space.states.count - state) * sources.count)
        let fair = budget.casesMax / max(1, budget.statesMax)
        return (
            min(left, max(16, fair, left / waiting)), min(sampled, max(16, sampled / waiting))
        )
    }

    private func outcomes(of tried: SearchCase) -> FoundOutcomes {
        let found = machine.foundOutcomes(
            of: tried.operation, from: space.states[tried.state], inputs: tried.inputs,
            max: explorer.budget.outcomesMax)
        for outcome in found.outcomes { branches.formUnion(outcome.branches) }
        branches.formUnion(found.stoppedBranches)
        // What is undefined is a mistake that checks tell of, and nothing that was left out.
        if let stop = found.stop, case .undecided = stop.reason {
            undecided[tried.operation, default: 0] += 1
            extent.add(.undecided(operation: tried.operation, stop))
        }
        return found
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
        var tried = tried
        tried.isRepeated = !seen.insert(tried)
        if !tried.isRepeated { extent.cases += 1 }
        let found = outcomes(of: tried)
        var reached: [Int] = []
        if leading.contains(tried.operation), found.stop == nil || !found.outcomes.isEmpty {
            let keeps = enters(found.outcomes)
            for outcome in found.outcomes
            where keeps || space.index(of: outcome.after) != nil
                || standing(of: outcome.after) != .sound
            {
                follow(outcome, tried, listener)
                if let index = space.index(of: outcome.after) { reached.append(index) }
            }
        }
        if !listener.tried(tried, found, in: self) {
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

/// Walks through a machine's states and notes the demands on the way.
///
/// A replica chooses among the outcomes that the machine allows, and a walk is written down before
/// anybody answers: so a demand must be admitted in every state that may have been reached.
final class DemandWalk {
    private let explorer: Explorer
    private let machine: CompiledMachine
    /// Looks from where the walk stands for branches that were not taken yet.
    private let lookahead: Explorer
    private var sources: [Int: InputSource] = [:]
    private var plan = DemandPlan()
    private var walk = DemandWay()
    private var wanted: Set<Int> = []
    private let late: Set<Int>
    /// Demands that are asked for.
    private var wantedCount = 0
    /// Boundary values that were not used yet, by operation, the likeliest last.
    private var waiting: [Int: [[Value]]] = [:]
    private var draws: SeededDraws
    /// Where others may lead from a state.
    private let elsewhere: ElsewhereSteps
    /// What others do is a step of the walk itself, which then is no list of demands.
    private let takesElsewhere: Bool
    /// The machine's steps at which no more branches are looked for.
    private let stepsMax: Int
    /// Pairs of state and inputs that were tried in order to find branches.
    private var cases = 0
    /// The first thing that could not be decided, and how many could not.
    private var undecided: EvaluationStop?
    private var undecidedCount = 0

    /// Of one lookahead by breadth.
    private static let lookaheadCasesMax = 20_000
    /// Of all lookaheads and replays: beyond, no more branches are looked for.
    private static let casesMax = 1_000_000
    private static let boundariesMax = 4_096
    /// Of all replays together that make one way shorter.
    private static let replaysMax = 100_000
    private static let attemptsMax = 64
    /// Lookaheads that find nothing, each with other draws.
    private static let failuresMax = 4

    /// - Parameter takesElsewhere: what others do is a step of the walk, not a thing that may have
    ///   happened anywhere.
    init(_ explorer: Explorer, late: Set<Int> = [], takesElsewhere: Bool = false) {
        self.explorer = explorer
        self.late = late
        self.takesElsewhere = takesElsewhere
        machine = explorer.machine
        var budget = explorer.budget
        budget.casesMax = min(budget.casesMax, Self.lookaheadCasesMax)
        budget.samplesMax = min(budget.samplesMax, 256)
        budget.stepsMax /= 4
        stepsMax = machine.stepsTaken + explorer.budget.stepsMax
        lookahead = Explorer(
            machine, operations: explorer.operations, restrictions: explorer.restrictions,
            budget: budget, seed: explorer.seed)
        draws = SeededDraws(seed: explorer.seed, part: -1)
        elsewhere = ElsewhereSteps(explorer, takesElsewhere ? [] : explorer.elsewhere)
        for operation in explorer.operations + (takesElsewhere ? explorer.elsewhere : []) {
            sources[operation] = explorer.source(of: operation)
        }
        wanted = explorer.branches
    }

    func plan(count: Int) -> DemandPlan {
        wantedCount = count
        begin(count)
        while plan.end == nil, plan.demands.count < count {
            if !takeBoundary(), !takeRandom() {
                plan.end = undecided.map { .undecided($0) } ?? .nothingAdmitted
            }
        }
        if plan.demands.count >= count { plan.end = nil }
        plan.branchesTaken = walk.branches.intersection(wanted)
        plan.branchesMissed = wanted.subtracting(walk.branches).sorted()
        plan.followsAllStates = walk.followsAllStates
        return plan
    }

    /// Only what takes branches; steps of others among it if the walk takes them.
    func branchWalk(max: Int) -> [DemandPlan.Demand] {
        begin(max)
        return plan.demands
    }

    private func begin(_ count: Int) {
        do throws(EvaluationStop) {
            walk.begin(try machine.initialStates(), elsewhere)
        } catch {
            plan.end = .undecided(error)
        }
        if walk.states.isEmpty, plan.end == nil { plan.end = .nothingAdmitted }
        guard plan.end == nil else { return }
        takeLongLife(count)
        takeBranches(count)
    }

    /// A machine may come to where most branches are out of reach for ever; so the walk begins with
    /// the one way, of those that one search has found, that takes most of them.
    private func takeLongLife(_ count: Int) {
        let early = wanted.filter { index in
            machine.branches[index].operation.map { !late.contains($0) } ?? true
        }
        guard !early.isEmpty, !machine.machine.variables.isEmpty else { return }
        let finder = BranchFinder(early, isForAll: true)
        let search = look(finder, explorer.operations.filter { !late.contains($0) }, part: -3)
        var best: (way: Way, taken: Set<Int>)?
        for found in early.sorted().compactMap({ finder.found[$0] }) where mayLook {
            let way = Array(way(to: found, in: search).prefix(count))
            let taken = branches(on: way)
            let isShorter = best.map { way.count < $0.way.count } ?? true
            if taken.count > best?.taken.count ?? 0
                || taken.count == best?.taken.count && isShorter
            {
                best = (way, taken)
            }
        }
        guard let best else { return }
        for (operation, inputs) in shortened(best.way, taking: best.taken) {
            if !take(operation, inputs) { return }
        }
    }

    typealias Way = [(operation: Int, inputs: [Value])]

    /// Up to the first demand that is not admitted.
    private func branches(on way: Way) -> Set<Int> {
        var walk = walk
        for (operation, inputs) in way where !step(&walk, operation, inputs) { break }
        return walk.branches.intersection(wanted)
    }

    /// Without what is not needed to take the branches: pieces are left out, ever smaller ones.
    private func shortened(_ way: Way, taking branches: Set<Int>) -> Way {
        var way = way
        var steps = Self.replaysMax
        var size = max(way.count / 2, 1)
        while true {
            var start = 0
            while start < way.count, steps > 0 {
                let shorter = Way(way[..<start] + way[min(start + size, way.count)...])
                steps -= shorter.count
                if self.branches(on: shorter).isSuperset(of: branches) {
                    way = shorter
                } else {
                    start += size
                }
            }
            if size == 1 || steps <= 0 { return way }
            size /= 2
        }
    }

    /// Searches from where the walk stands for a branch not taken yet, and goes there.
    private func takeBranches(_ count: Int) {
        var (searches, failures) = (0, 0)
        // Found, but not to be had wherever a replica may be now.
        var barred: Set<Int> = []
        while plan.demands.count < count, failures < Self.failuresMax, mayLook {
            let open = wanted.subtracting(walk.branches).subtracting(barred)
            if open.isEmpty { return }
            searches += 1
            let finder = BranchFinder(open, isForAll: false)
            let search = look(finder, explorer.operations, part: -3 - searches)
            guard let (branch, found) = finder.found.first else {
                failures += 1
                continue
            }
            let taken = walk.branches.count
            take(way(to: found, in: search), count)
            if walk.branches.count > taken { barred = [] } else { barred.insert(branch) }
        }
    }

    private func take(_ way: Way, _ count: Int) {
        for (operation, inputs) in shortened(way, taking: branches(on: way)) {
            // Elsewhere a replica may be in a state in which this is not admitted.
            guard plan.demands.count < count, take(operation, inputs) else { return }
        }
    }

    /// Whether the budget for finding branches has anything left.
    private var mayLook: Bool { cases < Self.casesMax && machine.stepsTaken < stepsMax }

    private func look(_ finder: BranchFinder, _ operations: [Int], part: Int) -> Search {
        let search = Search(lookahead, operations.compactMap { sources[$0] })
        search.run(from: walk.states, finder, needsOutcomes: true)
        if !finder.isDone, !search.extent.isExhaustive {
            search.hunt(
                finder, cases: lookahead.budget.huntsMax,
                draws: SeededDraws(seed: explorer.seed, part: part))
        }
        cases += search.extent.cases
        return search
    }

    /// Nil when the demand is not admitted, or has no outcome.
    func outcomes(
        _ operation: Int, _ inputs: [Value], _ state: MachineState
    ) -> [Outcome]? {
        guard let source = sources[operation],
            undecidedCount < 4 * explorer.budget.undecidedMax
        else { return nil }
        cases += 1
        do throws(EvaluationStop) {
            guard try source.admission.admits(inputs, in: state) else { return nil }
            let outcomes = try machine.outcomes(
                of: operation, from: state, inputs: inputs, max: explorer.budget.outcomesMax)
            return outcomes.isEmpty ? nil : outcomes
        } catch {
            if case .undecided = error.reason {
                undecidedCount += 1
                undecided = undecided ?? error
            }
            return nil
        }
    }

    private func takeBoundary() -> Bool {
        guard let state = walk.states.first else { return false }
        for operation in draws.shuffled(explorer.operations) {
            guard let source = sources[operation] else { continue }
            if waiting[operation] == nil {
                let inputs = source.sampled(
                    in: state, max: min(Self.boundariesMax, max(64, wantedCount)))
                let used = Set(plan.demands.filter { $0.operation == operation }.map(\.inputs))
                waiting[operation] = inputs.reversed().filter { !used.contains($0) }
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
            let state = draws.element(of: walk.states)
            let operation = draws.element(of: explorer.operations)
            guard let source = sources[operation] else { continue }
            // One without inputs has little to try.
            if source.hasNoInputs, draws.below(8) != 0 { continue }
            if let inputs = source.drawn(in: state), take(operation, inputs) { return true }
        }
        // Rare inputs are enumerated.
        for operation in explorer.operations {
            guard let state = walk.states.first, let source = sources[operation] else { continue }
            for inputs in source.inputs(in: state, max: Self.attemptsMax).list
            where take(operation, inputs) {
                return true
            }
        }
        return false
    }

    /// Adds a demand when it is admitted, and has an outcome, wherever a replica may be.
    private func take(_ operation: Int, _ inputs: [Value]) -> Bool {
        guard step(&walk, operation, inputs) else { return false }
        plan.demands.append(DemandPlan.Demand(operation: operation, inputs: inputs))
        return true
    }

    private func step(_ walk: inout DemandWay, _ operation: Int, _ inputs: [Value]) -> Bool {
        walk.step(elsewhere) { outcomes(operation, inputs, $0) }
    }

    /// What is done on the way to a case, itself included; without what others do in between,
    /// unless the walk takes that.
    private func way(to found: SearchCase, in search: Search) -> Way {
        let steps = search.space.trace(to: found.state).steps.filter {
            takesElsewhere || !explorer.elsewhere.contains($0.operation)
        }
        return steps.map { ($0.operation, $0.inputs) } + [(found.operation, found.inputs)]
    }
}

/// Notes the first case of which an outcome takes a branch that is wanted.
private final class BranchFinder: SearchListener {
    private let wanted: Set<Int>
    /// Whether to go on after the first one.
    private let isForAll: Bool
    /// By branch.
    private(set) var found: [Int: SearchCase] = [:]

    init(_ wanted: Set<Int>, isForAll: Bool) {
        self.wanted = wanted
        self.isForAll = isForAll
    }

    var isDone: Bool { isForAll ? found.count == wanted.count : !found.isEmpty }

    func reached(_ state: Int, from source: SearchCase?, in search: Search) {}

    func tried(_ source: SearchCase, _ all: FoundOutcomes?, in search: Search) -> Bool {
        guard let outcomes = all?.outcomes, all?.stop == nil else { return true }
        for outcome in outcomes {
            for branch in outcome.branches where wanted.contains(branch) && found[branch] == nil {
                found[branch] = source
                if isDone { return false }
            }
        }
        return true
    }

    func finished(_ operation: Int, in state: Int, _ inputs: AdmittedInputs, in search: Search) {}
}
